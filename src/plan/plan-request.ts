import type { Problem } from '../base/errors.ts';
import type { RequestSpec } from '../scenario/request.ts';
import type { Scenario, ScenarioUrl } from '../scenario/scenario.ts';

/** What a request may set itself. */
export type RequestOptions = Pick<Scenario, 'method' | 'headers' | 'body'>;

/** What a URL sets itself, and the scenario's options for the rest. */
export function optionsOf(scenario: RequestOptions, own: ScenarioUrl): RequestOptions {
  const method = own.method ?? scenario.method;
  const headers = joinHeaders(scenario.headers, own.headers);
  const body = own.body ?? scenario.body;
  return {
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
  };
}

type Headers = RequestOptions['headers'];

function joinHeaders(common: Headers, own: Headers): Headers {
  if (own === undefined || common === undefined) return own ?? common;
  const replaced = new Set(own.map(([name]) => name.toLowerCase()));
  return [...common.filter(([name]) => !replaced.has(name.toLowerCase())), ...own];
}

/** Method, headers and body with what every client sends unless the user gave their own; only the path is missing. */
export function planOptions(options: RequestOptions, host: string): Omit<RequestSpec, 'path'> {
  const body = options.body ?? null;
  const method = options.method ?? (body === null ? 'GET' : 'POST');
  const own = options.headers ?? [];
  const has = (name: string): boolean => own.some(([given]) => given.toLowerCase() === name);
  const headers: (readonly [string, string])[] = [];
  if (!has('host')) headers.push(['Host', host]);
  if (!has('user-agent')) headers.push(['User-Agent', 'inrush']);
  if (!has('accept')) headers.push(['Accept', '*/*']);
  headers.push(...own);
  const needsLength = body !== null || ['POST', 'PUT', 'PATCH'].includes(method);
  if (needsLength && !has('content-length')) headers.push(['Content-Length', String(body?.length ?? 0)]);
  return { method, headers, body };
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const fieldValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

/** What would make the request break its own framing or mean something else than a request. */
export function requestProblems({ method, headers, body }: RequestOptions): Problem[] {
  const problems: Problem[] = [];
  if (method !== undefined && !token.test(method)) {
    problems.push({
      message: `"${method}" is not an HTTP method`,
      hint: 'use one such as GET, POST or DELETE',
    });
  }
  if (method === 'CONNECT') {
    problems.push({ message: 'CONNECT opens a tunnel, it is not a request', hint: 'use --proxy' });
  }
  for (const [name, value] of headers ?? []) {
    if (!token.test(name)) problems.push(wrongName(name));
    if (!fieldValue.test(value)) problems.push(wrongValue(name));
  }
  problems.push(...framingProblems(headers, body));
  return problems;
}

/** What is wrong with the name or the value of one header. */
export function headerProblem(name: string, value: string): Problem | null {
  if (!token.test(name)) return wrongName(name);
  return fieldValue.test(value) ? null : wrongValue(name);
}

function wrongName(name: string): Problem {
  return { message: `"${name}" is not a header name` };
}

function wrongValue(name: string): Problem {
  return { message: `the header ${name} holds a line break, a control character or text beyond Latin-1` };
}

/** A body's length is ours to say: another one would leave the target waiting, or with bytes too many. */
function framingProblems(headers: RequestOptions['headers'], body: RequestOptions['body']): Problem[] {
  const length = body?.length ?? 0;
  return (headers ?? []).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    if (lower === 'transfer-encoding') {
      return [{ message: `the header ${name} can't be set`, hint: 'bodies are sent with a Content-Length' }];
    }
    if (lower !== 'content-length' || value === String(length)) return [];
    return [
      { message: `Content-Length: ${value} does not fit a body of ${length} bytes`, hint: 'leave it out' },
    ];
  });
}
