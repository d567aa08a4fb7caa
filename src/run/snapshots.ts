import type { Clock } from '../base/clock.ts';
import type { Result } from '../summary/result.ts';
import type { Measured } from '../summary/run-record.ts';
import type { Tick } from './tick.ts';

/** Of the leader's time, what looking at a run may take: it may share a processor with a worker. */
const mostShare = 0.02;

export type SnapshotOptions = {
  readonly make: (measured: Measured) => Result;
  readonly onSnapshot: (snapshot: Result, tick: Tick) => void;
  readonly clock: Clock;
  /** Processor time that this process has used, or whatever stands for it. */
  readonly spentMs: () => number;
};

/** Makes results of a run in progress, as often as a tick comes unless that would take too much time. */
export class Snapshots {
  readonly #options: SnapshotOptions;
  #notBefore = -Infinity;

  constructor(options: SnapshotOptions) {
    this.#options = options;
  }

  /** What is done with the snapshot counts as its cost, too. */
  offer(tick: Tick, soFar: () => Measured): void {
    const { make, onSnapshot, clock, spentMs } = this.#options;
    const now = clock.now();
    if (now < this.#notBefore) return;
    const before = spentMs();
    onSnapshot(make(soFar()), tick);
    this.#notBefore = now + (spentMs() - before) / mostShare;
  }
}
