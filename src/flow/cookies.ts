// Hot path: `header` runs for every request of a user that has cookies.
import type * as Tough from 'tough-cookie';
import { cookiePathsIn, maskOf, unmaskable } from './cookie-paths.ts';
import type { FlowResponse } from './flow-response.ts';

/** What was set last. `path` is null when it is the same for all paths that set it. */
type LastSet = {
  readonly target: number;
  readonly path: string | null;
  readonly lines: readonly string[];
  readonly at: number;
};
type Kept = { readonly jar: Tough.CookieJar; readonly store: Tough.MemoryCookieStore };

/** As many as Chrome keeps for a domain; the one that was set longest ago makes room. */
const mostCookies = 180;
/** RFC 6265bis, section 5.6: 4096 for name and value, 1024 for an attribute. */
const mostLineBytes = 5 * 1024;
/** For so long a line that sets the same again is passed over, though its Max-Age would begin anew. */
const repeatedForMs = 1000;

/**
 * Makes the jars of virtual users. Cookies are kept by tough-cookie, which only runs that keep some load.
 * `origins` are those of the plan's targets; `now` is the system's clock, which cookies expire by.
 */
export async function loadCookies(
  origins: readonly string[],
  now: () => number = Date.now,
): Promise<() => CookieJar> {
  const tough = await import('tough-cookie');
  return () => new CookieJar(tough, origins, now);
}

/**
 * The cookies of one virtual user, as a browser keeps them (RFC 6265). The answer of `header` is remembered until
 * a cookie is set or expires: it costs tough-cookie 5 to 8 µs, and from memory 7 to 110 ns.
 */
export class CookieJar {
  /** Set-Cookie lines that were not kept, and cookies that made room: the jar is bounded. */
  refused: number = 0;

  readonly #tough: typeof Tough;
  readonly #origins: readonly string[];
  readonly #now: () => number;
  #kept: Kept | null = null;
  /** By what tells cookies apart, the one that was set longest ago first. */
  readonly #cookies = new Map<string, Tough.Cookie>();
  /** Of the cookies, but for `/`, which is the path of them all. */
  #paths: readonly string[] = [];
  /** By target, and by which of the paths a request's path is in. */
  #headers: Map<number, string | null>[] = [];
  /** When the next cookie expires, in ms of the system's clock. */
  #expiresAt = Infinity;
  #last: LastSet | null = null;

  constructor(tough: typeof Tough, origins: readonly string[], now: () => number) {
    this.#tough = tough;
    this.#origins = origins;
    this.#now = now;
  }

  /** No response has set one yet. */
  get isEmpty(): boolean {
    return this.#kept === null;
  }

  /** The value of the Cookie header for a request; `path` may have its query. null: nothing to send. */
  header(target: number, path: string): string | null {
    if (this.#kept === null) return null;
    if (this.#expiresAt !== Infinity && this.#now() >= this.#expiresAt) this.#forget();
    const mask = this.#paths.length === 0 ? 0 : maskOf(path, this.#paths);
    const known = this.#headers[target]?.get(mask);
    return known === undefined ? this.#makeHeader(this.#kept, target, path, mask) : known;
  }

  /** Keeps what a response to a request sets. */
  store(target: number, path: string, response: Pick<FlowResponse, 'headers'>): void {
    const lines = response.headers('set-cookie');
    if (lines.length === 0) return;
    const now = this.#now();
    if (this.#isRepeated(target, path, lines, now)) return;
    const url = this.#urlOf(target, path);
    for (const line of lines) this.#set(line, url);
    this.#last = { target, path: lines.every(namesPath) ? null : path, lines, at: now };
    this.#forget();
  }

  clear(): void {
    this.#kept = null;
    this.#cookies.clear();
    this.#last = null;
    this.#forget();
  }

  #set(line: string, url: string): void {
    this.#kept ??= this.#newJar();
    const { jar, store } = this.#kept;
    const cookie =
      line.length > mostLineBytes ? undefined : jar.setCookieSync(line, url, { ignoreError: true });
    if (cookie === undefined) {
      this.refused++;
      return;
    }
    const id = `${cookie.domain ?? ''} ${cookie.path ?? ''} ${cookie.key}`;
    this.#cookies.delete(id);
    this.#cookies.set(id, cookie);
    if (this.#cookies.size > mostCookies) this.#makeRoom(store);
  }

  #makeRoom(store: Tough.MemoryCookieStore): void {
    this.#dropExpired(store);
    for (const [id, cookie] of this.#cookies) {
      if (this.#cookies.size <= mostCookies) return;
      this.#cookies.delete(id);
      remove(store, cookie);
      this.refused++;
    }
  }

  #dropExpired(store: Tough.MemoryCookieStore): void {
    const now = this.#now();
    for (const [id, cookie] of this.#cookies) {
      if (expiryOf(cookie) > now) continue;
      this.#cookies.delete(id);
      remove(store, cookie);
    }
  }

  #newJar(): Kept {
    const store = new this.#tough.MemoryCookieStore();
    return { jar: new this.#tough.CookieJar(store), store };
  }

  /** What was answered before may not be true any more. */
  #forget(): void {
    if (this.#kept !== null) this.#dropExpired(this.#kept.store);
    const cookies = [...this.#cookies.values()];
    this.#paths = cookiePathsIn(cookies);
    this.#expiresAt = Math.min(...cookies.map(expiryOf));
    this.#headers = this.#origins.map(() => new Map<number, string | null>());
  }

  #makeHeader({ jar }: Kept, target: number, path: string, mask: number): string | null {
    const text = jar.getCookieStringSync(this.#urlOf(target, path));
    const header = text === '' ? null : text;
    if (mask !== unmaskable) this.#headers[target]?.set(mask, header);
    return header;
  }

  /** Without the query, which is none of the cookies' business. */
  #urlOf(target: number, path: string): string {
    const query = path.indexOf('?');
    const plain = query < 0 ? path : path.slice(0, query);
    return (this.#origins[target] ?? '') + (plain.startsWith('/') ? plain : '/');
  }

  /** Servers that prolong a session do so with every response. */
  #isRepeated(target: number, path: string, lines: readonly string[], now: number): boolean {
    const last = this.#last;
    if (last === null || now - last.at >= repeatedForMs || target !== last.target) return false;
    if (last.path !== null && path !== last.path) return false;
    return lines.length === last.lines.length && lines.every((line, index) => line === last.lines[index]);
  }
}

function expiryOf(cookie: Tough.Cookie): number {
  return cookie.expiryTime() ?? Infinity;
}

function remove(store: Tough.MemoryCookieStore, { domain, path, key }: Tough.Cookie): void {
  // With a callback the store does it at once.
  store.removeCookie(domain ?? '', path ?? '', key, () => {});
}

/** Otherwise the cookie's path is that of the request. */
function namesPath(line: string): boolean {
  return /;\s*path\s*=\s*\//i.test(line);
}
