import { dirname } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { present } from '../../base/assert.ts';
import type { StepFunction } from '../../scenario/file/step-context.ts';
import type { CallStep } from '../program.ts';
import { functionAt } from './function-at.ts';
import { type RecipeSettings, RequestRecipes } from './request-recipes.ts';
import { UserFunctions } from './user-functions.ts';
import type { UserHttp } from './user-http.ts';

const defaultLimitMs = 60_000;
const lookEveryMs = 1000;

/** As `Timers` of run/. */
export type FunctionTimers = {
  after(delayMs: number, callback: () => void): () => void;
  soon(callback: () => void): () => void;
};

export type FunctionSettings = RecipeSettings & {
  /** Absolute path of the scenario's module, and what it exports as its default. */
  readonly codePath: string;
  readonly scenario: unknown;
  readonly clock: Clock;
  readonly timers: FunctionTimers;
  /** The longest that one function may take [60 s]. */
  readonly limitMs?: number;
};

/** The functions of a scenario's module, for all virtual users of a worker. */
export class FunctionSteps {
  readonly recipes: RequestRecipes;
  /** The scenario's own code lies here. */
  readonly folder: string;
  readonly #settings: FunctionSettings;
  readonly #functions = new Map<CallStep, StepFunction>();
  readonly #users: UserFunctions[] = [];
  readonly #limitMs: number;
  #cancelLook: () => void = () => {};

  constructor(settings: FunctionSettings) {
    this.#settings = settings;
    this.folder = dirname(settings.codePath);
    this.recipes = new RequestRecipes(settings);
    this.#limitMs = settings.limitMs ?? defaultLimitMs;
    this.#planLook();
  }

  /** Finds the functions of steps. Throws `cannot-run` when the module has none there, as if it were another one. */
  add(step: CallStep): void {
    this.#functions.set(step, functionAt(this.#settings.scenario, step.path, this.#settings.codePath));
  }

  functionOf(step: CallStep): StepFunction {
    if (!this.#functions.has(step)) this.add(step);
    return present(this.#functions.get(step));
  }

  /** Once for each virtual user of the worker. */
  userOf(host: UserHttp): UserFunctions {
    const user = new UserFunctions(this, host);
    this.#users.push(user);
    return user;
  }

  soon(callback: () => void): void {
    this.#settings.timers.soon(callback);
  }

  now(): number {
    return this.#settings.clock.now();
  }

  /** Gives up everything that runs, and stops looking for what takes too long. */
  close(): void {
    this.#cancelLook();
    for (const user of this.#users) user.cancel();
  }

  /** One timer for all: a timer for each function would cost more than what it guards. */
  #planLook(): void {
    this.#cancelLook = this.#settings.timers.after(Math.min(lookEveryMs, this.#limitMs), () => {
      const now = this.now();
      for (const user of this.#users) user.expire(now, this.#limitMs);
      this.#planLook();
    });
  }
}
