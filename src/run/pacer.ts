// Hot path: runs for every start of an open model.
import type { Clock } from '../base/clock.ts';
import type { Timers } from './timers.ts';

/** A timer may be a millisecond late, so it is set this much early; the rest is spun away. */
const spinMs = 2;
/** Starts released before the loop gets to serve reads again. */
const maxReleasesPerTurn = 128;

export type Release = (plannedAt: number, now: number) => void;

/**
 * Calls `release` for every planned instant, as soon as it has come: sleeps until shortly before it, then asks
 * the clock on every turn of the event loop. Never skips a start, however late it is.
 */
export class Pacer {
  readonly #starts: Iterator<number>;
  readonly #release: Release;
  readonly #onExhausted: () => void;
  readonly #clock: Clock;
  readonly #timers: Timers;
  #nextAt: number;
  #cancel: () => void = () => {};

  /** `starts` are instants of `clock`, in order. */
  constructor(
    starts: Iterable<number>,
    release: Release,
    onExhausted: () => void,
    clock: Clock,
    timers: Timers,
  ) {
    this.#starts = starts[Symbol.iterator]();
    this.#release = release;
    this.#onExhausted = onExhausted;
    this.#clock = clock;
    this.#timers = timers;
    this.#nextAt = this.#pull();
  }

  start(): void {
    this.#turn();
  }

  /** Ends the pacing; what was planned up to now and not released is given to `leftOver`. */
  stop(leftOver: (plannedAt: number, now: number) => void): void {
    this.#cancel();
    const now = this.#clock.now();
    for (; this.#nextAt <= now; this.#nextAt = this.#pull()) leftOver(this.#nextAt, now);
    this.#nextAt = Infinity;
  }

  #turn(): void {
    let now = this.#clock.now();
    for (let released = 0; this.#nextAt <= now && released < maxReleasesPerTurn; released++) {
      const plannedAt = this.#nextAt;
      this.#nextAt = this.#pull();
      this.#release(plannedAt, now);
      now = this.#clock.now();
    }
    if (this.#nextAt === Infinity) {
      this.#onExhausted();
      return;
    }
    const waitMs = this.#nextAt - now - spinMs;
    this.#cancel =
      waitMs > 1 ? this.#timers.after(waitMs, () => this.#turn()) : this.#timers.soon(() => this.#turn());
  }

  #pull(): number {
    const next = this.#starts.next();
    return next.done === true ? Infinity : next.value;
  }
}
