import type { HttpUrl } from './http-url.ts';
import type { ImportedBody, ImportedHeader, ImportedPart, ImportedRequest } from './imported.ts';
import { listOf, partOf, textOf } from './json-parts.ts';
import type { Notes } from './notes.ts';
import { nameOfRequest } from './step-names.ts';

/** What a browser adds for itself, and what would make a server answer that nothing has changed. */
const ofTheBrowser =
  /^(?::.*|host|cookie|content-length|dnt|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|priority|sec-.*|upgrade-insecure-requests)$/i;

type Place = {
  readonly entry: unknown;
  readonly url: HttpUrl;
  readonly at: string;
  readonly thinkMs: number;
  /** Cookies that responses before have set: users of the scenario get their own. */
  readonly setCookies: ReadonlySet<string>;
};

export function harRequest({ entry, url, at, thinkMs, setCookies }: Place, notes: Notes): ImportedRequest {
  const method = (textOf(entry, 'request', 'method') ?? 'GET').toUpperCase();
  const headers = pairsOf(entry, 'request', 'headers').filter(([name]) => !ofTheBrowser.test(name));
  const cookie = cookiesFromBefore(entry, setCookies);
  const body = bodyOf(entry, at, notes);
  const type = textOf(entry, 'request', 'postData', 'mimeType') ?? '';
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    at,
    name: nameOfRequest(method, url.path),
    groups: [],
    thinkMs,
    method,
    origin: url.origin,
    path: url.path,
    headers: [
      ...headers.map(([name, value]): ImportedHeader => [name, readableByMost(name, value)]),
      ...(body === null || isTyped || type === '' ? [] : [['content-type', type] as const]),
      ...(cookie === '' ? [] : [['cookie', cookie] as const]),
    ],
    auth: null,
    body,
    timeoutMs: null,
    redirects: 0,
    status: Number(partOf(entry, 'response', 'status') ?? 0),
  };
}

/** Not every Node can undo zstd. */
function readableByMost(name: string, value: string): string {
  return name.toLowerCase() === 'accept-encoding' ? value.replace(/,?\s*zstd\b/, '') : value;
}

function cookiesFromBefore(entry: unknown, setCookies: ReadonlySet<string>): string {
  const sent = pairsOf(entry, 'request', 'headers').filter(([name]) => name.toLowerCase() === 'cookie');
  const cookies = sent.flatMap(([, value]) => value.split(/;\s*/)).filter((cookie) => cookie !== '');
  return cookies.filter((cookie) => !setCookies.has(cookie.split('=', 1)[0] ?? '')).join('; ');
}

function bodyOf(entry: unknown, at: string, notes: Notes): ImportedBody | null {
  const data = partOf(entry, 'request', 'postData');
  const type = textOf(data, 'mimeType') ?? '';
  const text = textOf(data, 'text') ?? '';
  const params = listOf(data, 'params');
  if (/^multipart\/form-data/i.test(type) && params.length > 0) {
    return { kind: 'multipart', parts: params.map((param) => partOfForm(param, at, notes)) };
  }
  if (text !== '') {
    if (textOf(data, 'encoding') === 'base64') notes.add('a body that is no text was written as base64', at);
    return { kind: 'text', text };
  }
  return params.length === 0 ? null : { kind: 'form', fields: pairsOf(data, 'params') };
}

/** A recording doesn't have the files that were sent. */
function partOfForm(param: unknown, at: string, notes: Notes): ImportedPart {
  const fileName = textOf(param, 'fileName');
  const value = textOf(param, 'value');
  if (fileName !== null && value === null) {
    notes.add(`the file ${fileName} that was sent isn't in the recording: its name stands in its place`, at);
  }
  return { name: textOf(param, 'name') ?? '', content: { text: value ?? fileName ?? '' } };
}

function pairsOf(value: unknown, ...keys: readonly string[]): ImportedHeader[] {
  return listOf(value, ...keys).flatMap((pair): ImportedHeader[] => {
    const name = textOf(pair, 'name');
    return name === null ? [] : [[name, textOf(pair, 'value') ?? '']];
  });
}
