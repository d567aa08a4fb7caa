// Hot path: `make` runs for every request that a function sends.
import { suggest } from '../../base/suggest.ts';
import type { PreparedRequest } from '../../http/prepare.ts';
import type { FunctionRequests } from '../../plan/flows-plan.ts';
import type { HttpOptions } from '../../scenario/file/step-context.ts';
import type { Redact } from '../redactor.ts';
import type { Scope } from '../scope.ts';
import { RequestBase } from './request-base.ts';
import { expectedStatuses, requestSpec } from './request-parts.ts';
import type { SendOptions } from './user-http.ts';

/** A request ready to be sent. */
export type Recipe = {
  /** Of its row. */
  readonly name: string;
  readonly request: PreparedRequest;
  readonly options: SendOptions;
};

export type RowOf = (name: string) => number;

export type RecipeSettings = {
  /** What requests begin as, and `http://host:port`: one for each target. */
  readonly functionRequests: readonly FunctionRequests[];
  readonly origins: readonly string[];
  readonly rowOf: RowOf;
  readonly redact: Redact;
};

/** A request without options of its own. */
type Plain = {
  readonly base: RequestBase;
  readonly path: string;
  readonly request: PreparedRequest;
  /** Made when it is first sent under no other name: a name is a row in results. */
  recipe: Recipe | null;
};

/** With an id in each URL there would be no end of them. */
const mostKnown = 1000;

/** Makes requests of what functions ask for, for all users of a worker. What needs nothing of a user is made once. */
export class RequestRecipes {
  readonly #bases: readonly RequestBase[];
  readonly #rowOf: RowOf;
  readonly #redact: Redact;
  readonly #known = new Map<string, Map<string, Plain>>();
  readonly #shown = new Map<string, string>();

  constructor({ functionRequests, origins, rowOf, redact }: RecipeSettings) {
    this.#bases = functionRequests.map(
      (common, target) => new RequestBase(common, target, origins[target] ?? ''),
    );
    this.#rowOf = rowOf;
    this.#redact = redact;
  }

  /** Throws an `Error` that the author of the function can mend. */
  make(method: string, url: string, options: HttpOptions | undefined, scope: Scope): Recipe {
    if (options === undefined) {
      const plain = this.#plain(method, url, scope);
      return (plain.recipe ??= this.#recipe(plain, method, {}, scope));
    }
    checkOptions(options);
    if (isPlain(options)) return this.#recipe(this.#plain(method, url, scope), method, options, scope);
    const { base, path } = this.#resolve(url);
    const spec = requestSpec(base.headers(scope), method, path, options);
    return this.#recipe(
      { base, path, request: base.prepare(spec, options.timeoutMs) },
      method,
      options,
      scope,
    );
  }

  /** The row of a name that no request has. */
  rowOf(name: string): number {
    return this.#rowOf(name);
  }

  /** A name or label as results may hold it: without the secrets of the user who made it. */
  shown(text: string, { vars }: Scope): string {
    const known = this.#shown.get(text);
    if (known !== undefined) return known;
    const shown = this.#redact(text, vars);
    if (this.#shown.size >= mostKnown) this.#shown.clear();
    this.#shown.set(text, shown);
    return shown;
  }

  #recipe(
    { base, path, request }: Pick<Plain, 'base' | 'path' | 'request'>,
    method: string,
    { name: given, expect, redirects }: HttpOptions,
    scope: Scope,
  ): Recipe {
    const name = this.shown(given ?? `${method} ${path.split('?', 1)[0] ?? ''}`, scope);
    const row = this.#rowOf(name);
    const expected = expect === undefined ? null : expectedStatuses(expect);
    return { name, request, options: { row, expected, redirects: redirects ?? base.redirects } };
  }

  #plain(method: string, url: string, scope: Scope): Plain {
    const known = this.#known.get(method)?.get(url);
    if (known !== undefined) return known;
    const { base, path } = this.#resolve(url);
    const request = base.prepare(requestSpec(base.headers(scope), method, path, {}), undefined);
    const made: Plain = { base, path, request, recipe: null };
    if (base.isConstant) this.#keep(method, url, made);
    return made;
  }

  #keep(method: string, url: string, plain: Plain): void {
    const known = this.#known.get(method) ?? new Map<string, Plain>();
    if (known.size >= mostKnown) known.clear();
    known.set(url, plain);
    this.#known.set(method, known);
  }

  #resolve(url: string): { readonly base: RequestBase; readonly path: string } {
    for (const base of this.#bases) {
      const path = base.pathOf(url);
      if (path !== null) return { base, path };
    }
    const known = this.#bases.map(({ origin }) => origin).join(', ');
    throw new Error(
      `"${url}" leads to none of the scenario's hosts (${known}), nor is it a path such as /orders`,
    );
  }
}

function isPlain({ headers, query, json, body, form, timeoutMs }: HttpOptions): boolean {
  const hasBody = json !== undefined || body !== undefined || form !== undefined;
  return !hasBody && headers === undefined && query === undefined && timeoutMs === undefined;
}

const optionNames: Readonly<Record<keyof HttpOptions, true>> = {
  name: true,
  headers: true,
  query: true,
  json: true,
  body: true,
  form: true,
  timeoutMs: true,
  redirects: true,
  expect: true,
};

/** The compiler sees a wrong name in TypeScript only. */
function checkOptions(options: HttpOptions): void {
  for (const key in options) {
    if (Object.hasOwn(optionNames, key)) continue;
    const near = suggest(key, Object.keys(optionNames));
    throw new Error(`http has no option ${key}${near === undefined ? '' : `, did you mean ${near}?`}`);
  }
  const { name, timeoutMs, redirects, json, body, form } = options;
  if (name !== undefined && (typeof name !== 'string' || name === '')) {
    throw new Error(`name must be a text, got ${JSON.stringify(name)}`);
  }
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    throw new Error(`timeoutMs must be above 0, got ${timeoutMs}`);
  }
  if (redirects !== undefined && !(Number.isInteger(redirects) && redirects >= 0)) {
    throw new Error(`redirects must be a whole number, got ${redirects}`);
  }
  if (Number(json !== undefined) + Number(body !== undefined) + Number(form !== undefined) > 1) {
    throw new Error('a request has one body: give json, body or form');
  }
}
