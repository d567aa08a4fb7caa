import type { Clock } from '../base/clock.ts';
import type { Result } from '../summary/result.ts';
import type { Measured } from '../summary/run-record.ts';
import type { Tick } from './tick.ts';

/** Of the leader's time, what looking at a run may take: it may share a processor with a worker. */
const mostShare = 0.02;

/** Makes results of a run in progress, as often as a tick comes unless that would take too much time. */
export class Snapshots {
  readonly #make: (measured: Measured) => Result;
  readonly #clock: Clock;
  readonly #onSnapshot: (snapshot: Result, tick: Tick) => void;
  #notBefore = -Infinity;

  constructor(
    make: (measured: Measured) => Result,
    clock: Clock,
    onSnapshot: (snapshot: Result, tick: Tick) => void,
  ) {
    this.#make = make;
    this.#clock = clock;
    this.#onSnapshot = onSnapshot;
  }

  /** What is done with the snapshot counts as its cost, too. */
  offer(tick: Tick, soFar: () => Measured): void {
    const beganAt = this.#clock.now();
    if (beganAt < this.#notBefore) return;
    this.#onSnapshot(this.#make(soFar()), tick);
    this.#notBefore = beganAt + (this.#clock.now() - beganAt) / mostShare;
  }
}
