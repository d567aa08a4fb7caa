// Hot path: `write` runs for every request of a flow.
import type { PreparedRequest } from '../http/prepare.ts';
import type { FlowRequest, Hole } from '../plan/flows-plan.ts';
import type { Scope } from './scope.ts';
import { compileHeaders, compilePieces } from './writing/compile-head.ts';
import { compileHole, type WriteText } from './writing/compile-hole.ts';
import { makeEncoder, type RequestEncoder } from './writing/encode-request.ts';
import { joinTexts } from './writing/join-texts.ts';
import { resolveUrl } from './writing/resolve-url.ts';

/** Makes the bytes of one request, anew for each time that it is sent. */
export interface RequestWriter {
  /**
   * `cookies` are the user's. Throws a {@link FlowError} where a hole's value can't be sent. Without holes and cookies
   * it answers the same request each time.
   */
  write(scope: Scope, cookies: CookieSource | null): PreparedRequest;
}

/** The value of the Cookie header for a request to a target of the plan; null for nothing. */
export interface CookieSource {
  header(target: number, path: string): string | null;
}

/** `origins` are those of the plan's targets, in their order. */
export function makeWriter(request: FlowRequest, origins: readonly string[]): RequestWriter {
  const [first] = request.path;
  return first !== undefined && isHole(first) && first.encoding === 'url'
    ? new UrlWriter(request, first, origins)
    : new PathWriter(request);
}

/** Of one target, as nearly every request is. */
class PathWriter implements RequestWriter {
  readonly #target: number;
  /** Request line and headers, but for those that follow from cookies and body. */
  readonly #head: WriteText | string;
  /** null where it has holes. */
  readonly #path: string | null;
  readonly #pathAt: number;
  readonly #encoder: RequestEncoder;
  readonly #isFixed: boolean;
  #fixed: PreparedRequest | null = null;

  constructor(request: FlowRequest) {
    this.#target = request.target;
    this.#pathAt = request.method.length + 1;
    const path = compilePieces(request.path, 'path');
    this.#path = typeof path === 'string' ? path : null;
    const headers = compileHeaders(request, null);
    this.#head = joinTexts([`${request.method} `, path, ' HTTP/1.1\r\n', headers]);
    this.#encoder = makeEncoder(request);
    this.#isFixed = typeof this.#head === 'string' && this.#encoder.isFixed;
  }

  write(scope: Scope, cookies: CookieSource | null): PreparedRequest {
    if (cookies === null && this.#fixed !== null) return this.#fixed;
    const head = typeof this.#head === 'string' ? this.#head : this.#head(scope);
    const cookie = cookies === null ? null : cookies.header(this.#target, this.#path ?? this.#pathOf(head));
    if (cookie !== null || !this.#isFixed) return this.#encoder.encode(head, scope, cookie, this.#target);
    this.#fixed ??= this.#encoder.encode(head, scope, null, this.#target);
    return this.#fixed;
  }

  #pathOf(head: string): string {
    return head.slice(this.#pathAt, head.indexOf(' ', this.#pathAt));
  }
}

/** Its path begins with a hole that may name another target: a link of a response before. */
class UrlWriter implements RequestWriter {
  readonly #request: FlowRequest;
  readonly #origins: readonly string[];
  readonly #start: WriteText;
  readonly #rest: WriteText | string;
  readonly #encoder: RequestEncoder;
  /** By target. */
  readonly #headers: (WriteText | string)[] = [];

  constructor(request: FlowRequest, first: Hole, origins: readonly string[]) {
    this.#request = request;
    this.#origins = origins;
    this.#start = compileHole(first, 'url');
    this.#rest = compilePieces(request.path.slice(1), 'path');
    this.#encoder = makeEncoder(request);
  }

  write(scope: Scope, cookies: CookieSource | null): PreparedRequest {
    const rest = typeof this.#rest === 'string' ? this.#rest : this.#rest(scope);
    const { target, path } = resolveUrl(this.#start(scope) + rest, this.#request.target, this.#origins);
    const headers = this.#headersFor(target);
    const lines = typeof headers === 'string' ? headers : headers(scope);
    const head = `${this.#request.method} ${path} HTTP/1.1\r\n${lines}`;
    const cookie = cookies?.header(target, path) ?? null;
    return this.#encoder.encode(head, scope, cookie, target);
  }

  #headersFor(target: number): WriteText | string {
    const host = target === this.#request.target ? null : new URL(this.#origins[target] ?? '').host;
    return (this.#headers[target] ??= compileHeaders(this.#request, host));
  }
}

function isHole(piece: FlowRequest['path'][number]): piece is Hole {
  return typeof piece === 'object' && 'encoding' in piece;
}
