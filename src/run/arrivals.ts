import { assert } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Pacing } from '../scenario/load.ts';
import { Pacer, type Release } from './pacer.ts';
import type { Timers } from './timers.ts';

/** One worker's part of an open load. */
export type OpenPart = {
  /** Planned starts in ms from the start of the run; without an end while a warm-up has none. */
  readonly offsets: Iterable<number>;
  /** Of an automatic warm-up only: the load's own starts, in ms from the instant that measuring begins. */
  readonly loadOffsets: Iterable<number> | null;
  /** Starts that may wait for a connection, or for a user. */
  readonly maxQueued: number;
  readonly pacing: Pacing;
};

/** The planned starts of an open load as they come. */
export class Arrivals {
  readonly #part: OpenPart;
  readonly #release: Release;
  readonly #onExhausted: () => void;
  readonly #clock: Clock;
  readonly #timers: Timers;
  #pacer: Pacer | null = null;

  /** `release` hears of each start when it is due, `onExhausted` when there is none left. */
  constructor(part: OpenPart, clock: Clock, timers: Timers, release: Release, onExhausted: () => void) {
    this.#part = part;
    this.#clock = clock;
    this.#timers = timers;
    this.#release = release;
    this.#onExhausted = onExhausted;
  }

  /** See `Executor`. */
  get spunMs(): number {
    return this.#pacer?.spunMs ?? 0;
  }

  start(startAt: number): void {
    const { offsets, pacing } = this.#part;
    const starts = shifted(offsets, startAt);
    this.#pacer = new Pacer(starts, this.#release, this.#onExhausted, pacing, this.#clock, this.#timers);
    this.#pacer.start();
  }

  /** From `at` on the load's own starts come. */
  measureFrom(at: number): void {
    const { loadOffsets } = this.#part;
    assert(loadOffsets !== null, 'the warm-up has a fixed length');
    this.#pacer?.follow(at, shifted(loadOffsets, at));
  }

  /** No more come. `onOverdue` hears of those that were due already. */
  stop(onOverdue: Release): void {
    this.#pacer?.stop(onOverdue);
  }
}

function* shifted(offsets: Iterable<number>, startAt: number): Generator<number> {
  for (const offset of offsets) yield startAt + offset;
}
