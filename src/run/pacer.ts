// Hot path: runs for every start of an open model.
import type { Clock } from '../base/clock.ts';
import type { Timers } from './timers.ts';

/** A timer may be a millisecond late, so it is set this much early; the rest is spun away. */
const spinMs = 2;
/** Starts released before the loop gets to serve reads again. */
const maxReleasesPerTurn = 128;
/** A turn that takes longer than this many of the shortest one did other work as well. */
const idleTurns = 3;

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
  #spunMs = 0;
  /** When the last turn ended, if it ended in asking again with nothing due. */
  #spinningSince = NaN;
  #shortestTurnMs = Infinity;

  /** `starts` are instants of `clock`, in order. */
  constructor(
    starts: Iterable<number>,
    release: Release,
    onExhausted: () => void,
    clock: Clock,
    timers: Timers,
    pacing: Pacing = 'auto',
  ) {
    this.#starts = starts[Symbol.iterator]();
    this.#release = release;
    this.#onExhausted = onExhausted;
    this.#clock = clock;
    this.#timers = timers;
    this.#nextAt = this.#pull();
  }

  /** Time that the event loop spent in turns which only asked the clock: what it served between them is not in it. */
  get spunMs(): number {
    return this.#spunMs;
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
    this.#countSpin(now);
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
    const sleeps = waitMs > 1;
    this.#spinningSince = sleeps || waitMs <= -spinMs ? NaN : now;
    this.#cancel = sleeps
      ? this.#timers.after(waitMs, () => this.#turn())
      : this.#timers.soon(() => this.#turn());
  }

  #countSpin(now: number): void {
    const turnMs = now - this.#spinningSince;
    if (Number.isNaN(turnMs)) return;
    this.#shortestTurnMs = Math.min(this.#shortestTurnMs, turnMs);
    this.#spunMs += Math.min(turnMs, idleTurns * this.#shortestTurnMs);
  }

  #pull(): number {
    const next = this.#starts.next();
    return next.done === true ? Infinity : next.value;
  }
}
