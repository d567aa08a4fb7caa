import type { StatusRange } from '../../plan/flows-plan.ts';
import { requestProblems } from '../../plan/plan-request.ts';
import type { StatusFile } from '../../scenario/file/scenario-file.ts';
import type { HttpOptions } from '../../scenario/file/step-context.ts';
import type { RequestSpec } from '../../scenario/request.ts';

type Header = readonly [name: string, value: string];

/** A whole request of a function. Throws when one of its parts can't be sent. */
export function requestSpec(
  defaults: readonly Header[],
  method: string,
  path: string,
  options: HttpOptions,
): RequestSpec {
  const { body, type } = bodyOf(options);
  const own = Object.entries(options.headers ?? {}).map(([name, value]): Header => [name, String(value)]);
  const names = new Set(own.map(([name]) => name.toLowerCase()));
  const headers = [...defaults.filter(([name]) => !names.has(name.toLowerCase())), ...own];
  if (type !== null && !headers.some(([name]) => name.toLowerCase() === 'content-type')) {
    headers.push(['Content-Type', type]);
  }
  const problem = problemOf(method, own, body);
  if (problem !== null) throw new Error(problem);
  if ((body !== null || ['POST', 'PUT', 'PATCH'].includes(method)) && !names.has('content-length')) {
    headers.push(['Content-Length', String(body?.length ?? 0)]);
  }
  return { method, path: path + queryOf(path, options.query), headers, body };
}

/** What the scenario says was checked before the run. */
function problemOf(method: string, own: readonly Header[], body: Buffer | null): string | null {
  if (own.length === 0 && body === null && usualMethods.has(method)) return null;
  return requestProblems({ method, headers: own, ...(body === null ? {} : { body }) })[0]?.message ?? null;
}

const usualMethods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);

/** `404`, `2xx`, or a list of both. Throws on what is no status. */
export function expectedStatuses(given: StatusFile | readonly StatusFile[]): readonly StatusRange[] {
  const statuses: readonly StatusFile[] = typeof given === 'object' ? given : [given];
  return statuses.map((status) => {
    const text = String(status);
    if (/^[1-5]\d\d$/.test(text)) return [Number(text), Number(text)];
    if (/^[1-5]xx$/i.test(text)) return [Number(text[0]) * 100, Number(text[0]) * 100 + 99];
    throw new Error(`expect: "${text}" is not a status such as 200 or 2xx`);
  });
}

function bodyOf({ json, body, form }: HttpOptions): {
  readonly body: Buffer | null;
  readonly type: string | null;
} {
  if (json !== undefined) return { body: Buffer.from(jsonText(json)), type: 'application/json' };
  if (form !== undefined) {
    return { body: Buffer.from(pairs(form).toString()), type: 'application/x-www-form-urlencoded' };
  }
  if (body === undefined) return { body: null, type: null };
  return { body: Buffer.from(body), type: null };
}

function jsonText(value: unknown): string {
  const text: unknown = JSON.stringify(value);
  if (typeof text !== 'string') throw new Error('json: a function or a symbol is no JSON');
  return text;
}

function queryOf(path: string, query: HttpOptions['query']): string {
  if (query === undefined) return '';
  const text = Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  if (text === '') return '';
  return (path.includes('?') ? '&' : '?') + text;
}

function pairs(form: NonNullable<HttpOptions['form']>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(form).map(([name, value]): [string, string] => [name, String(value)]),
  );
}
