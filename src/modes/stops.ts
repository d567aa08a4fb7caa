import type { InrushError } from '../base/errors.ts';
import type { Interrupts } from '../run/run-load.ts';

type Listener = (reason: string) => void;

/**
 * What ends a row of runs: the user, or something that makes the rest of them pointless. Each run that is in progress
 * is told, one that starts later at once, and so is whatever else listens to {@link signal}.
 */
export class Stops {
  readonly #controller = new AbortController();
  readonly #runs = new Set<RunStops>();
  #drainedFor: string | null = null;
  #cutFor: string | null = null;
  #error: InrushError | null = null;

  constructor(interrupts?: Interrupts) {
    interrupts?.onDrain((reason) => this.drain(reason));
    interrupts?.onCut((reason) => this.cut(reason));
  }

  /** Why nothing more is to be started; null while it goes on. */
  get reason(): string | null {
    return this.#drainedFor;
  }

  /** What failed; null where it goes on, or somebody stopped it. */
  get error(): InrushError | null {
    return this.#error;
  }

  /** For what isn't a run, such as a server that is being started. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Nothing new is started; what is open may finish. The first reason is the one that stays. */
  drain(reason: string): void {
    if (this.#drainedFor !== null) return;
    this.#drainedFor = reason;
    this.#controller.abort(new Error(reason));
    for (const run of this.#runs) run.drain(reason);
  }

  /** Something failed: what is open ends, and nothing more is started. */
  fail(error: InrushError): void {
    if (this.#drainedFor === null) this.#error = error;
    this.cut(error.problems.map(({ message }) => message).join('; '));
  }

  /** What is open ends, too. */
  cut(reason: string): void {
    this.drain(reason);
    if (this.#cutFor !== null) return;
    this.#cutFor = reason;
    for (const run of this.#runs) run.cut(reason);
  }

  /** Calls `use` with the interrupts of one run; several may go on at once. */
  async during<T>(use: (interrupts: Interrupts) => Promise<T>): Promise<T> {
    const run = new RunStops(this.#drainedFor, this.#cutFor);
    this.#runs.add(run);
    try {
      return await use(run);
    } finally {
      this.#runs.delete(run);
    }
  }
}

class RunStops implements Interrupts {
  #drainedFor: string | null;
  #cutFor: string | null;
  #onDrain: Listener | null = null;
  #onCut: Listener | null = null;

  constructor(drainedFor: string | null, cutFor: string | null) {
    this.#drainedFor = drainedFor;
    this.#cutFor = cutFor;
  }

  onDrain(listener: Listener): void {
    this.#onDrain = listener;
    if (this.#drainedFor !== null) listener(this.#drainedFor);
  }

  onCut(listener: Listener): void {
    this.#onCut = listener;
    if (this.#cutFor !== null) listener(this.#cutFor);
  }

  drain(reason: string): void {
    this.#drainedFor = reason;
    this.#onDrain?.(reason);
  }

  cut(reason: string): void {
    this.#cutFor = reason;
    this.#onCut?.(reason);
  }
}
