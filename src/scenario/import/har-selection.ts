import { type HttpUrl, isKnownMethod } from './http-url.ts';
import { textOf } from './json-parts.ts';

const staticTypes =
  /^(?:image|font|audio|video)\/|^(?:text\/css|text\/javascript|application\/(?:javascript|x-javascript|ecmascript|font-[\w-]+|wasm|manifest\+json))\b/i;
const staticEndings =
  /\.(?:avif|bmp|css|eot|gif|ico|jpe?g|js|map|mjs|mp[34]|otf|png|svg|ttf|wasm|web[mp]|woff2?)$/i;

/** Why an entry can't be a request of a scenario; null when it can. */
export function whyLeftOut(entry: unknown, url: HttpUrl | null): string | null {
  if (textOf(entry, '_resourceType') === 'websocket') return 'WebSockets were left out';
  if (url === null) return 'what is no http or https was left out';
  const method = textOf(entry, 'request', 'method') ?? '';
  return isKnownMethod(method.toUpperCase()) ? null : `requests with ${method} were left out: not known here`;
}

/** Why an entry is left out unless everything is asked for; null when it stays. `target` is the first one's origin. */
export function whyDropped(entry: unknown, { origin, path }: HttpUrl, target: string | null): string | null {
  if (target !== null && origin !== target) {
    return `requests to other hosts than ${target} were left out: --all keeps them`;
  }
  return isStatic(entry, path) ? 'static files were left out: --all keeps them' : null;
}

/** Whether a browser loads it to show a page, and not the page's author by code. */
function isStatic(entry: unknown, path: string): boolean {
  const type = textOf(entry, 'response', 'content', 'mimeType') ?? '';
  if (staticTypes.test(type)) return true;
  const [bare = ''] = path.split('?', 1);
  return staticEndings.test(bare) && !/json|html|xml/i.test(type);
}
