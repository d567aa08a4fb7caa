import type { Clock } from '../../src/base/clock.ts';

type Scheduled = { readonly at: number; readonly callback: () => void };

/** Time that passes only when told to. What was scheduled runs in order of time, the earlier scheduled first. */
export class ManualClock implements Clock {
  #now: number;
  readonly #scheduled: Scheduled[] = [];

  constructor(startsAt = 0) {
    this.#now = startsAt;
  }

  now(): number {
    return this.#now;
  }

  /** When something is due next; Infinity when nothing is. */
  get nextAt(): number {
    return this.#scheduled[0]?.at ?? Infinity;
  }

  /** Runs `callback` when `at` comes, but never before the next `advance`. Answers how to call it off. */
  schedule(at: number, callback: () => void): () => void {
    const entry: Scheduled = { at, callback };
    this.#scheduled.splice(this.#firstAfter(at), 0, entry);
    return () => {
      const index = this.#scheduled.indexOf(entry);
      if (index >= 0) this.#scheduled.splice(index, 1);
    };
  }

  /** Lets `ms` pass and runs what falls due on the way, also what is scheduled meanwhile. */
  advance(ms: number): void {
    const end = this.#now + ms;
    while (this.nextAt <= end) this.#runNext();
    this.#now = end;
  }

  /** Lets `ms` pass in which nothing runs, as in a process that stands still: what fell due meanwhile is late. */
  standStill(ms: number): void {
    this.#now += ms;
  }

  /** Lets `ms` pass in which nobody gets to run anything: what fell due is late. */
  stall(ms: number): void {
    this.#now += ms;
  }

  /** Jumps to what is due next and runs it; false when there is nothing. */
  advanceToNext(): boolean {
    if (this.#scheduled.length === 0) return false;
    this.#runNext();
    return true;
  }

  #runNext(): void {
    const next = this.#scheduled.shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.at);
    next.callback();
  }

  #firstAfter(at: number): number {
    let low = 0;
    let high = this.#scheduled.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#scheduled[middle]?.at ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
