import { type HttpUrl, readHttpUrl } from './http-url.ts';
import { partOf, textOf } from './json-parts.ts';
import type { Notes } from './notes.ts';

const builtIn = 'http://127.0.0.1:8080';

/** Origin and base path of the first server, its variables filled in; the built-in target where none is named. */
export function serverOf(servers: readonly unknown[], notes: Notes): Pick<HttpUrl, 'origin' | 'path'> {
  const [server] = servers;
  const url = (textOf(server, 'url') ?? '/').replaceAll(/\{([^{}]*)\}/g, (whole, name: string) => {
    const [choice] = [partOf(server, 'variables', name, 'enum')].flat();
    return textOf(server, 'variables', name, 'default') ?? (typeof choice === 'string' ? choice : whole);
  });
  const absolute = readHttpUrl(url);
  if (absolute !== null) return { origin: absolute.origin, path: basePath(absolute.path) };
  notes.add('the document names no server by http or https: say where it is with -e BASE_URL=…');
  return { origin: builtIn, path: url.startsWith('/') ? basePath(url) : '' };
}

function basePath(path: string): string {
  const [bare = ''] = path.split('?', 1);
  return bare.replace(/\/+$/, '');
}
