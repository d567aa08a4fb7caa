import { encodedPath, isKnownMethod, readHttpUrl } from './http-url.ts';
import type { ImportedAuth, ImportedHeader, ImportedRequest } from './imported.ts';
import { listOf, partOf, textOf } from './json-parts.ts';
import { variable } from './marked-text.ts';
import type { Notes } from './notes.ts';
import { postmanBody } from './postman-body.ts';
import { enabledPairs } from './postman-pairs.ts';
import type { PostmanVariables } from './postman-variables.ts';

type Place = { readonly at: string; readonly groups: readonly string[]; readonly auth: unknown };

export function postmanRequest(
  item: unknown,
  place: Place,
  variables: PostmanVariables,
  notes: Notes,
): ImportedRequest[] {
  const request = partOf(item, 'request');
  const method = (textOf(request, 'method') ?? 'GET').toUpperCase();
  const given = typeof request === 'string' ? request : partOf(request, 'url');
  const url = readUrl(given, variables);
  if (url === null || !isKnownMethod(method)) {
    notes.add(
      url === null
        ? 'requests without a URL of http or https were left out'
        : `requests with ${method} were left out`,
      place.at,
    );
    return [];
  }
  const headers = enabledPairs(request, 'header').map(([name, value]): ImportedHeader => [
    name,
    variables.marked(value),
  ]);
  const body = postmanBody(partOf(request, 'body'), variables, place.at, notes);
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const access = readAuth(partOf(request, 'auth') ?? place.auth, variables, place.at, notes);
  return [
    {
      at: place.at,
      name: textOf(item, 'name') ?? url.path,
      groups: place.groups,
      thinkMs: 0,
      method,
      origin: url.origin,
      path: withQuery(url.path, access.query),
      headers: [...headers, ...access.headers, ...(isTyped ? [] : (body?.headers ?? []))],
      auth: access.auth,
      body: body?.body ?? null,
      timeoutMs: null,
      redirects: 0,
      status: null,
    },
  ];
}

/** Scheme and host of a text with marks, and all that follows. A mark may stand for both. */
const url = /^((?:https?:\/\/)?(?:\uE000[^\uE003]*\uE003|[^/?#\uE000-\uE003])+)([^#]*)/i;

function readUrl(given: unknown, variables: PostmanVariables): { origin: string; path: string } | null {
  const raw = typeof given === 'string' ? given : (textOf(given, 'raw') ?? joined(given));
  const started = variables.withStart(raw.trim());
  const withScheme = /^(?:[a-z][a-z\d+.-]*:\/\/|\{\{)/i.test(started) ? started : `http://${started}`;
  const text = withPathVariables(variables.marked(withScheme), given, variables);
  const plain = readHttpUrl(text);
  if (plain !== null) return plain;
  const [, origin = '', path = ''] = url.exec(text) ?? [];
  if (!origin.startsWith('\uE000')) return null;
  return { origin, path: encodedPath(path.startsWith('/') ? path : `/${path}`) };
}

/** A URL that is stored in parts alone. */
function joined(given: unknown): string {
  const text = (key: string, separator: string): string => {
    const part = partOf(given, key);
    return Array.isArray(part)
      ? part.map((piece) => textOf(piece) ?? textOf(piece, 'value') ?? '').join(separator)
      : (textOf(part) ?? '');
  };
  const query = enabledPairs(given, 'query').map(([name, value]) => `${name}=${value}`);
  const scheme = textOf(given, 'protocol');
  const port = textOf(given, 'port');
  return [
    scheme === null ? '' : `${scheme}://`,
    text('host', '.'),
    port === null ? '' : `:${port}`,
    `/${text('path', '/').replace(/^\//, '')}`,
    query.length === 0 ? '' : `?${query.join('&')}`,
  ].join('');
}

/** `/orders/:id` */
function withPathVariables(text: string, given: unknown, variables: PostmanVariables): string {
  const values = new Map(enabledPairs(given, 'variable'));
  return text.replaceAll(/\/:([^/?#:]+)/g, (found, name: string) => {
    const value = values.get(name);
    if (value === undefined) return found;
    const marked = variables.marked(value);
    return `/${marked === value ? variable(name, value === '' ? '1' : value) : marked}`;
  });
}

type Access = {
  readonly auth: ImportedAuth | null;
  readonly headers: readonly ImportedHeader[];
  readonly query: readonly ImportedHeader[];
};

function readAuth(auth: unknown, variables: PostmanVariables, at: string, notes: Notes): Access {
  const none: Access = { auth: null, headers: [], query: [] };
  const type = textOf(auth, 'type') ?? 'noauth';
  const value = (key: string): string => variables.marked(authField(auth, type, key));
  const secret = (key: string, otherwise: string): string =>
    variables.secret(authField(auth, type, key), otherwise);
  switch (type) {
    case 'noauth':
      return none;
    case 'basic': {
      const password = secret('password', 'PASSWORD');
      return { ...none, auth: { kind: 'basic', username: value('username'), password } };
    }
    case 'bearer':
      return { ...none, auth: { kind: 'bearer', token: secret('token', 'TOKEN') } };
    case 'oauth2':
      return { ...none, auth: { kind: 'bearer', token: secret('accessToken', 'TOKEN') } };
    case 'apikey': {
      const name = value('key');
      const field: ImportedHeader = [name === '' ? 'x-api-key' : name, secret('value', 'API_KEY')];
      return value('in') === 'query' ? { ...none, query: [field] } : { ...none, headers: [field] };
    }
    default:
      notes.add(`authentication of the kind ${type} was left out`, at);
      return none;
  }
}

/** A list of keys and values, or an object in version 2.0. */
function authField(auth: unknown, type: string, key: string): string {
  const listed = listOf(auth, type).find((entry) => textOf(entry, 'key') === key);
  return textOf(listed, 'value') ?? textOf(auth, type, key) ?? '';
}

function withQuery(path: string, fields: readonly ImportedHeader[]): string {
  return fields.reduce(
    (whole, [name, value]) => `${whole}${whole.includes('?') ? '&' : '?'}${name}=${value}`,
    path,
  );
}
