import { PreparedRequest } from '../../http/prepare.ts';
import type { FunctionRequests } from '../../plan/flows-plan.ts';
import type { RequestSpec } from '../../scenario/request.ts';
import { FlowError, type Scope } from '../scope.ts';
import { compilePieces } from '../writing/compile-head.ts';
import type { WriteText } from '../writing/compile-hole.ts';

type Header = readonly [name: string, value: string];

/** A path and query that a URL parser leaves as they are: parsing takes 2 µs, and this a tenth of it. */
const asItIs = /^(?:\/(?!\.)[\w\-.~!$&()*+,;=:@]*)+(?:\?[\w\-.~!$&()*+,;=:@/?%[\]]+)?$/;

/** What the requests of functions to one target have in common. */
export class RequestBase {
  /** `http://host:port` */
  readonly origin: string;
  readonly redirects: number;
  readonly #target: number;
  readonly #prefix: string | null;
  readonly #timeoutMs: number;
  readonly #headers: readonly (readonly [name: string, value: string | WriteText])[];
  readonly #constant: readonly Header[] | null;

  constructor({ prefix, headers, redirects, timeoutMs }: FunctionRequests, target: number, origin: string) {
    this.origin = origin;
    this.redirects = redirects;
    this.#target = target;
    this.#prefix = prefix;
    this.#timeoutMs = timeoutMs ?? NaN;
    this.#headers = headers.map(([name, value]) => [name, compilePieces(value, 'header')]);
    const constant = this.#headers.flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    this.#constant = constant.length === this.#headers.length ? constant : null;
  }

  /** Its headers are the same for all users at all times. */
  get isConstant(): boolean {
    return this.#constant !== null;
  }

  /** Path and query of a URL to this target; null where it leads elsewhere. */
  pathOf(url: string): string | null {
    if (this.#prefix !== null && asItIs.test(url)) return this.#prefix + url;
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(url);
    if (isRelative && (this.#prefix === null || !/^[/?]/.test(url))) return null;
    const whole = isRelative ? this.origin + (this.#prefix ?? '') + url : url;
    if (!URL.canParse(whole)) return null;
    const read = new URL(whole);
    return read.origin === this.origin ? read.pathname + read.search : null;
  }

  /** In sending order. One that needs what isn't there yet, as before a login, is left out. */
  headers(scope: Scope): readonly Header[] {
    if (this.#constant !== null) return this.#constant;
    return this.#headers.flatMap(([name, value]) => {
      const text = typeof value === 'string' ? value : valueNow(value, scope);
      return text === null ? [] : [[name, text] as const];
    });
  }

  prepare(spec: RequestSpec, timeoutMs: number | undefined): PreparedRequest {
    return new PreparedRequest(spec, this.#target, timeoutMs ?? this.#timeoutMs);
  }
}

function valueNow(value: WriteText, scope: Scope): string | null {
  try {
    return value(scope);
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}
