import type { CurlOption } from './curl-options.ts';
import { curlBody } from './curl-body.ts';
import { isKnownMethod, readHttpUrl } from './http-url.ts';
import type { ImportedAuth, ImportedHeader, ImportedRequest } from './imported.ts';
import { hasMark } from './marked-text.ts';
import type { Notes } from './notes.ts';
import { nameOfRequest } from './step-names.ts';

/** The requests of one command: one for each URL, and for each part between `--next`. */
export function readCurlRequests(
  options: readonly CurlOption[],
  at: string,
  notes: Notes,
): ImportedRequest[] {
  const cut = options.findIndex(({ name }) => name === 'next');
  const own = cut < 0 ? options : options.slice(0, cut);
  const rest = cut < 0 ? [] : readCurlRequests(options.slice(cut + 1), at, notes);
  const urls = valuesOf(own, 'url');
  return [...urls.flatMap((url) => requestOf(url, own, at, notes)), ...rest];
}

function requestOf(
  given: string,
  options: readonly CurlOption[],
  at: string,
  notes: Notes,
): ImportedRequest[] {
  const url = readHttpUrl(withScheme(given));
  const has = (name: string): boolean => options.some((option) => option.name === name);
  const body = curlBody(options, at, notes);
  const asQuery = has('get') && body?.body.kind === 'text' ? [body.body.text] : [];
  const sent = asQuery.length > 0 ? null : body;
  const asked = lastOf(options, 'request')?.toUpperCase();
  const method = asked ?? (has('head') ? 'HEAD' : sent === null || has('get') ? 'GET' : sent.method);
  if (url === null) {
    notes.add(`${given} was left out: only http and https are known here`, at);
    return [];
  }
  if (!isKnownMethod(method)) {
    notes.add(`${method} ${given} was left out: this method is not known here`, at);
    return [];
  }
  if (!has('globoff') && /[[\]{}]/.test(given) && !hasMark(given)) {
    notes.add('curl would send several requests for a URL with [] or {}, here it is one', at);
  }
  const path = withQuery(url.path, [...valuesOf(options, 'url-query'), ...asQuery]);
  const seconds = Number(lastOf(options, 'max-time') ?? 'none');
  const follows = has('location') || has('location-trusted');
  return [
    {
      at,
      name: nameOfRequest(method, url.path),
      groups: [],
      thinkMs: 0,
      method,
      origin: url.origin,
      path,
      headers: headersOf(options, sent?.headers ?? [], at, notes),
      auth: authOf(lastOf(options, 'user') ?? url.user, lastOf(options, 'oauth2-bearer')),
      body: sent?.body ?? null,
      timeoutMs: seconds > 0 ? Math.round(seconds * 1000) : null,
      redirects: follows ? redirectsAt(lastOf(options, 'max-redirs')) : 0,
      status: null,
    },
  ];
}

function redirectsAt(most: string | null): number {
  return most !== null && /^\d+$/.test(most) ? Math.min(50, Number(most)) : 10;
}

/** As curl guesses it. */
function withScheme(url: string): string {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(url) ? url : `http://${url}`;
}

function withQuery(path: string, more: readonly string[]): string {
  return more.reduce((whole, query) => `${whole}${whole.includes('?') ? '&' : '?'}${query}`, path);
}

/** Those of the command over those that its other options bring; `Name:` takes one away. */
function headersOf(
  options: readonly CurlOption[],
  ofBody: readonly ImportedHeader[],
  at: string,
  notes: Notes,
): ImportedHeader[] {
  const brought: ImportedHeader[] = [...ofBody];
  const bring = (name: string, value: string | null): void => {
    if (value !== null) brought.push([name, value]);
  };
  bring('user-agent', lastOf(options, 'user-agent'));
  bring('referer', lastOf(options, 'referer')?.replace(/;auto$/, '') ?? null);
  const range = lastOf(options, 'range');
  bring('range', range === null ? null : `bytes=${range}`);
  if (options.some(({ name }) => name === 'compressed')) bring('accept-encoding', 'gzip, deflate, br');
  for (const cookie of valuesOf(options, 'cookie')) {
    if (cookie.includes('=') || hasMark(cookie)) bring('cookie', cookie);
    else notes.add(`the cookies of the file ${cookie} were not read`, at);
  }
  const given = valuesOf(options, 'header').flatMap((line) => readHeader(line, at, notes));
  const isGiven = (name: string): boolean =>
    given.some(([other]) => other.toLowerCase() === name.toLowerCase());
  return [...brought.filter(([name]) => !isGiven(name)), ...given.filter(([, value]) => value !== removed)];
}

const removed = '\0';

function readHeader(line: string, at: string, notes: Notes): ImportedHeader[] {
  if (line.startsWith('@')) {
    notes.add(`the headers of the file ${line.slice(1)} were not read`, at);
    return [];
  }
  const [, name, separator, value = ''] = /^([^:;]+?)\s*([:;])\s*([^]*)$/.exec(line) ?? [];
  if (name === undefined) return [];
  if (separator === ';') return value === '' ? [[name, '']] : [];
  return [[name, value.trim() === '' ? removed : value.trim()]];
}

function authOf(user: string | null, token: string | null): ImportedAuth | null {
  if (token !== null) return { kind: 'bearer', token };
  if (user === null || user === ':') return null;
  const colon = user.indexOf(':');
  if (colon < 0) return { kind: 'basic', username: user, password: '' };
  return { kind: 'basic', username: user.slice(0, colon), password: user.slice(colon + 1) };
}

function valuesOf(options: readonly CurlOption[], name: string): string[] {
  return options.flatMap((option) => (option.name === name && option.value !== null ? [option.value] : []));
}

function lastOf(options: readonly CurlOption[], name: string): string | null {
  return valuesOf(options, name).at(-1) ?? null;
}
