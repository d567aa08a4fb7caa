// Hot path: everything here runs for every request that a function sends.
import type {
  HttpOptions,
  HttpResponse,
  StepContext,
  StepFunction,
} from '../../scenario/file/step-context.ts';
import type { FlowResponse } from '../flow-response.ts';
import { FlowError } from '../scope.ts';
import { functionFailure } from './function-failure.ts';
import type { Recipe, RequestRecipes } from './request-recipes.ts';
import { StepResponse } from './step-response.ts';
import { UserContext } from './user-context.ts';
import type { SendListener, UserHttp } from './user-http.ts';

/** What the functions of all users of a worker have in common. */
export interface FunctionShared {
  readonly recipes: RequestRecipes;
  /** The scenario's own code lies here. */
  readonly folder: string;
  /** As soon as the event loop has served what is ready. */
  soon(callback: () => void): void;
}

/** null: the function went through. */
export type OnFunctionEnd = (failure: FlowError | null) => void;

/**
 * Runs one function of a virtual user after the other, until one of them is given up: then whatever it still does must
 * not reach the next, and the user needs a new one of these.
 */
export class FunctionRun {
  readonly #host: UserHttp;
  readonly #shared: FunctionShared;
  readonly #context: StepContext;
  readonly #waiting: PendingRequest[] = [];
  readonly #sleeping = new Set<() => void>();
  #state: 'idle' | 'running' | 'settled' | 'spent' = 'idle';
  #name = '';
  #startedAt = NaN;
  #inFlight: PendingRequest | null = null;
  #lastRow = -1;
  /** The event loop had a turn since the function began. */
  #hasWaited = false;
  #failure: FlowError | null = null;
  #onEnd: OnFunctionEnd = () => {};
  #abort: AbortController | null = null;

  constructor(host: UserHttp, shared: FunctionShared) {
    this.#host = host;
    this.#shared = shared;
    this.#context = new UserContext(host, this);
  }

  /** Nothing can be run here any more. */
  get isSpent(): boolean {
    return this.#state === 'spent';
  }

  /** Whether the function has been at it for so long. */
  isLate(now: number, limitMs: number): boolean {
    return (this.#state === 'running' || this.#state === 'settled') && now - this.#startedAt >= limitMs;
  }

  /** `onEnd` is called once, not from inside this call, and not before all that the function sent has ended. */
  begin(step: StepFunction, name: string, now: number, onEnd: OnFunctionEnd): void {
    this.#state = 'running';
    this.#name = name;
    this.#startedAt = now;
    this.#lastRow = -1;
    this.#hasWaited = false;
    this.#failure = null;
    this.#onEnd = onEnd;
    this.#abort = null;
    try {
      const outcome = step(this.#context);
      if (typeof outcome !== 'object' || outcome === null) return this.#onFulfilled();
      const promise = outcome instanceof Promise ? outcome : Promise.resolve(outcome);
      promise.then(this.#onFulfilled, this.#onRejected);
    } catch (error) {
      this.#onRejected(error);
    }
  }

  /** Gives the function up; `onEnd` hears of it as soon as the connection is free. */
  expire(limitMs: number): void {
    const name = this.#name;
    const waitsFor = this.#inFlight !== null;
    this.#give();
    this.#failure = new FlowError(
      'function-timeout',
      `${name} didn't end within ${limitMs / 1000} s; longer waits belong in a step with think`,
    );
    if (!waitsFor) this.#onEnd(this.#failure);
  }

  /** Gives the function up without a word. */
  close(): void {
    if (this.#state === 'idle') return;
    this.#onEnd = () => {};
    this.#give();
  }

  /** See `FlowHttp`. */
  ask(method: string, url: string, options: HttpOptions | undefined): Promise<HttpResponse> {
    // One that is given up gets no answer: an error would only let it go on, maybe in a loop.
    if (this.#state === 'spent') return new Promise(() => {});
    return new Promise((resolve, reject) => {
      this.#refuseWhenIdle('http');
      const recipe = this.#shared.recipes.make(method, url, options, this.#host.scope);
      const request = new PendingRequest(this, recipe, resolve, reject);
      if (this.#inFlight === null) this.#send(request);
      else this.#waiting.push(request);
    });
  }

  check(label: unknown, condition: unknown, got: unknown): boolean {
    const passed = Boolean(condition);
    if (this.#state === 'spent' || this.#state === 'idle') return passed;
    const row = this.#lastRow < 0 ? this.#shared.recipes.rowOf(this.#name) : this.#lastRow;
    const shown = this.#shared.recipes.shown(String(label), this.#host.scope);
    this.#host.check(row, shown, passed, passed ? '' : textOf(got));
    return passed;
  }

  sleep(ms: number): Promise<void> {
    if (this.#state === 'spent') return new Promise(() => {});
    return new Promise((resolve) => {
      this.#refuseWhenIdle('sleep');
      if (!(ms >= 0 && ms < Infinity)) {
        throw new Error(`sleep takes milliseconds, 0 or more, got ${String(ms)}`);
      }
      const cancel = this.#host.sleep(ms, () => {
        this.#sleeping.delete(cancel);
        resolve();
        this.#goOn();
      });
      this.#sleeping.add(cancel);
    });
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#state === 'spent') this.#abort.abort();
    return this.#abort.signal;
  }

  onResponse(request: PendingRequest, response: FlowResponse | null, failure: string): void {
    this.#inFlight = null;
    this.#hasWaited = true;
    if (this.#state === 'spent') return this.#onEnd(this.#failure);
    const { name, options } = request.recipe;
    this.#lastRow = options.row;
    if (response === null) request.reject(new FlowError('no-response', `${name}: ${failure}`));
    else request.resolve(new StepResponse(response, options.expected, name));
    const next = this.#waiting.shift();
    if (next !== undefined) this.#send(next);
    else this.#goOn();
  }

  #send(request: PendingRequest): void {
    this.#inFlight = request;
    this.#host.send(request.recipe.request, request.recipe.options, request);
  }

  readonly #onFulfilled = (): void => {
    if (this.#state !== 'running') return;
    this.#settle(null);
  };

  readonly #onRejected = (error: unknown): void => {
    if (this.#state !== 'running') return;
    this.#settle(functionFailure(error, this.#name, this.#shared.folder));
  };

  /** Users with functions that wait for nothing must not keep everybody else from their turn. */
  #settle(failure: FlowError | null): void {
    this.#state = 'settled';
    this.#failure = failure;
    if (this.#hasWaited) this.#endWhenDone();
    else this.#shared.soon(this.#endWhenDone);
  }

  /** What nobody waits for may still go on from here, once it has heard of it. */
  #goOn(): void {
    this.#hasWaited = true;
    if (this.#state === 'settled') this.#shared.soon(this.#endWhenDone);
  }

  readonly #endWhenDone = (): void => {
    if (this.#state !== 'settled' || this.#inFlight !== null || this.#sleeping.size > 0) return;
    this.#state = 'idle';
    this.#onEnd(this.#failure);
  };

  #give(): void {
    this.#state = 'spent';
    this.#waiting.length = 0;
    for (const cancel of this.#sleeping) cancel();
    this.#sleeping.clear();
    this.#abort?.abort();
  }

  #refuseWhenIdle(what: string): void {
    if (this.#state !== 'idle') return;
    throw new Error(`${what} was called after its function had ended: await what it starts`);
  }
}

/** What a function has asked for and waits for. */
export class PendingRequest implements SendListener {
  readonly recipe: Recipe;
  readonly resolve: (response: HttpResponse) => void;
  readonly reject: (error: Error) => void;
  readonly #run: FunctionRun;

  constructor(
    run: FunctionRun,
    recipe: Recipe,
    resolve: (response: HttpResponse) => void,
    reject: (error: Error) => void,
  ) {
    this.#run = run;
    this.recipe = recipe;
    this.resolve = resolve;
    this.reject = reject;
  }

  onEnd(response: FlowResponse | null, failure: string): void {
    this.#run.onResponse(this, response, failure);
  }
}

/** At most what a sample could ever show. */
function textOf(got: unknown): string {
  try {
    const text = typeof got === 'string' ? got : (JSON.stringify(got) ?? String(got));
    return text.slice(0, 10_000);
  } catch {
    return 'something that can not be shown';
  }
}
