import { encodedPath, percentEncoded } from './http-url.ts';
import type { ImportedBody, ImportedHeader, ImportedPart, ImportedRequest } from './imported.ts';
import { entriesOf, isObject, listOf, partOf, textOf } from './json-parts.ts';
import { variable } from './marked-text.ts';
import type { Notes } from './notes.ts';
import type { OpenApiDocument } from './openapi-document.ts';
import type { SecuritySchemes } from './openapi-security.ts';
import { sampleOf } from './schema-sample.ts';

type Place = {
  readonly method: string;
  readonly path: string;
  readonly at: string;
  readonly server: { readonly origin: string; readonly path: string };
  /** Parameters of all operations of the path. */
  readonly shared: readonly unknown[];
};

type Whole = {
  readonly document: OpenApiDocument;
  readonly security: SecuritySchemes;
  readonly notes: Notes;
};

/** A request that an operation describes, with samples where the caller chooses. */
export function operationRequest(operation: unknown, place: Place, whole: Whole): ImportedRequest {
  const { method, path, at, server, shared } = place;
  const { document, security, notes } = whole;
  const parameters = parametersOf([...shared, ...listOf(operation, 'parameters')], document);
  const entrance = security.entranceTo(operation, at);
  const query = [...parameters.filter(isSent('query')).flatMap(queryFields), ...entrance.query];
  const body = bodyOf(operation, document, at, notes);
  const headers = parameters
    .filter(isSent('header'))
    .filter(({ name }) => !/^(?:accept|content-type|authorization)$/i.test(name))
    .map(({ name, value }): ImportedHeader => [name, asText(value)]);
  const cookies = parameters
    .filter(isSent('cookie'))
    .map(({ name, value }): ImportedHeader => ['cookie', `${name}=${asText(value)}`]);
  return {
    at,
    name: textOf(operation, 'operationId') ?? (method === 'get' ? path : `${method} ${path}`),
    groups: [],
    thinkMs: 0,
    method: method.toUpperCase(),
    origin: server.origin,
    path: `${server.path}${filledPath(path, parameters)}${queryText(query)}`,
    headers: [...headers, ...cookies, ...entrance.headers, ...(body?.headers ?? [])],
    auth: entrance.auth,
    body: body?.body ?? null,
    timeoutMs: null,
    redirects: 0,
    status: onlySuccess(operation),
  };
}

type Parameter = {
  readonly name: string;
  readonly place: string;
  readonly isNeeded: boolean;
  readonly value: unknown;
};

/** An operation's own ones take the place of those that its path has. */
function parametersOf(given: readonly unknown[], document: OpenApiDocument): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const node of given) {
    const parameter = document.resolve(node);
    const name = textOf(parameter, 'name') ?? '';
    const place = textOf(parameter, 'in') ?? '';
    if (name === '') continue;
    const example = partOf(parameter, 'example') ?? firstExample(parameter, document);
    const [, content] = entriesOf(parameter, 'content')[0] ?? [];
    const schema = partOf(parameter, 'schema') ?? partOf(content, 'schema');
    const isNeeded = place === 'path' || partOf(parameter, 'required') === true || example !== undefined;
    found.set(`${place} ${name}`, {
      name,
      place,
      isNeeded,
      value: example ?? (isNeeded ? sampleOf(schema, document) : undefined),
    });
  }
  return [...found.values()];
}

function isSent(place: string): (parameter: Parameter) => boolean {
  return (parameter) => parameter.place === place && parameter.isNeeded;
}

function firstExample(node: unknown, document: OpenApiDocument): unknown {
  const [first] = entriesOf(node, 'examples');
  return first === undefined ? undefined : partOf(document.resolve(first[1]), 'value');
}

/** A list is sent as its first item, an object as its fields. */
function queryFields({ name, value }: Parameter): ImportedHeader[] {
  if (isObject(value)) return Object.entries(value).map(([key, item]) => [`${name}[${key}]`, asText(item)]);
  return [[name, asText(Array.isArray(value) ? value[0] : value)]];
}

function queryText(fields: readonly ImportedHeader[]): string {
  const pairs = fields.map(([name, value]) => `${component(name)}=${component(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** `/orders/{id}` with a variable that has a sample: `${id:-1}`. */
function filledPath(path: string, parameters: readonly Parameter[]): string {
  const filled = encodedPath(path).replaceAll(/\{([^{}]+)\}/g, (_whole, name: string) => {
    const parameter = parameters.find((each) => each.place === 'path' && each.name === name);
    const sample = asText(parameter?.value ?? '1');
    return variable(name, component(sample === '' ? '1' : sample));
  });
  return filled.startsWith('/') ? filled : `/${filled}`;
}

function component(text: string): string {
  return text.replaceAll(/[^\w.~\uE000-\uE003-]/gu, percentEncoded);
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : (JSON.stringify(value) ?? '');
}

type OperationBody = { readonly body: ImportedBody; readonly headers: readonly ImportedHeader[] };

function bodyOf(
  operation: unknown,
  document: OpenApiDocument,
  at: string,
  notes: Notes,
): OperationBody | null {
  const contents = entriesOf(document.resolve(partOf(operation, 'requestBody')), 'content');
  const preferred = [
    /[/+]json\b/i,
    /^application\/x-www-form-urlencoded/i,
    /^multipart\/form-data/i,
    /^text\//i,
    /./,
  ];
  const ofKind = preferred.map((kind) => contents.find(([type]) => kind.test(type)));
  const chosen = ofKind.find((content) => content !== undefined);
  if (chosen === undefined) return null;
  const [type, content] = chosen;
  const example = partOf(content, 'example') ?? firstExample(content, document);
  const value = sampleOf(
    { ...(example === undefined ? {} : { example }), allOf: [partOf(content, 'schema')] },
    document,
  );
  const headers: ImportedHeader[] = [['content-type', type === '*/*' ? 'application/json' : type]];
  if (/[/+]json\b|^\*\/\*$/i.test(type)) return { body: { kind: 'value', value: value ?? null }, headers };
  const fields = entriesOf(value).map(([name, item]): ImportedHeader => [name, asText(item)]);
  if (/^application\/x-www-form-urlencoded/i.test(type)) return { body: { kind: 'form', fields }, headers };
  if (/^multipart\/form-data/i.test(type)) {
    const parts = fields.map(([name, text]): ImportedPart => ({ name, content: { text } }));
    return { body: { kind: 'multipart', parts }, headers };
  }
  if (typeof value !== 'string') notes.add(`a body of ${type} needs a hand`, at);
  return { body: { kind: 'text', text: asText(value) }, headers };
}

/** The status of success, where there is just one. */
function onlySuccess(operation: unknown): number | null {
  const successes = entriesOf(operation, 'responses').filter(([status]) => /^2\d\d$/.test(status));
  return successes.length === 1 ? Number(successes[0]?.[0]) : null;
}
