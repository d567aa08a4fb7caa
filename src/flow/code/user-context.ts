import type {
  FlowHttp,
  HttpOptions,
  HttpResponse,
  Row,
  StepContext,
  Variables,
} from '../../scenario/file/step-context.ts';
import type { UserHttp } from './user-http.ts';

/** What a context hands on to the function run that it belongs to. */
interface ContextOwner {
  ask(method: string, url: string, options: HttpOptions | undefined): Promise<HttpResponse>;
  check(label: unknown, condition: unknown, got: unknown): boolean;
  sleep(ms: number): Promise<void>;
  readonly signal: AbortSignal;
}

/** Made once for a virtual user: what a function takes out of it works without `this`. */
export class UserContext implements StepContext {
  readonly http: FlowHttp;
  readonly row: (name: string) => Row;
  readonly check: (label: string, condition: boolean, got?: unknown) => boolean;
  readonly sleep: (ms: number) => Promise<void>;
  readonly user: number;
  readonly env: Readonly<Record<string, string>>;
  readonly random: () => number;
  readonly #host: UserHttp;
  readonly #owner: ContextOwner;

  constructor(host: UserHttp, owner: ContextOwner) {
    this.#host = host;
    this.#owner = owner;
    this.http = new OwnHttp(owner);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- rows are objects, of whatever the file holds
    this.row = (name) => host.row(name) as Row;
    this.check = (label, condition, got) => owner.check(label, condition, got);
    this.sleep = (ms) => owner.sleep(ms);
    this.user = host.scope.user;
    this.env = host.scope.env;
    this.random = host.scope.random;
  }

  get vars(): Variables {
    return this.#host.scope.vars;
  }

  get iteration(): number {
    return this.#host.scope.iteration;
  }

  get signal(): AbortSignal {
    return this.#owner.signal;
  }
}

class OwnHttp implements FlowHttp {
  readonly #owner: ContextOwner;

  constructor(owner: ContextOwner) {
    this.#owner = owner;
  }

  get(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('GET', url, options);
  }

  post(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('POST', url, options);
  }

  put(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('PUT', url, options);
  }

  patch(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('PATCH', url, options);
  }

  delete(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('DELETE', url, options);
  }

  head(url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask('HEAD', url, options);
  }

  request(method: string, url: string, options?: HttpOptions): Promise<HttpResponse> {
    return this.#owner.ask(method, url, options);
  }
}
