import type { StepFunction } from '../../scenario/file/step-context.ts';
import type { CallStep } from '../program.ts';
import { FunctionRun, type FunctionShared, type OnFunctionEnd } from './function-run.ts';
import type { UserHttp } from './user-http.ts';

interface FunctionOwner extends FunctionShared {
  functionOf(step: CallStep): StepFunction;
  now(): number;
}

/** The functions of one virtual user: one runs at a time. */
export class UserFunctions {
  readonly #worker: FunctionOwner;
  readonly #host: UserHttp;
  #run: FunctionRun;

  constructor(worker: FunctionOwner, host: UserHttp) {
    this.#worker = worker;
    this.#host = host;
    this.#run = this.#newRun();
  }

  /** `onEnd` is called once, not from inside this call, and when the user's connection is free again. */
  run(step: CallStep, onEnd: OnFunctionEnd): void {
    if (this.#run.isSpent) this.#run = this.#newRun();
    this.#run.begin(this.#worker.functionOf(step), step.name, this.#worker.now(), onEnd);
  }

  /** Gives up what runs for too long: it ends as `function-timeout`. */
  expire(now: number, limitMs: number): void {
    if (this.#run.isLate(now, limitMs)) this.#run.expire(limitMs);
  }

  /** The run is over: what a function still does is not heard of, nor is its end. */
  readonly cancel = (): void => {
    this.#run.close();
  };

  #newRun(): FunctionRun {
    return new FunctionRun(this.#host, this.#worker);
  }
}
