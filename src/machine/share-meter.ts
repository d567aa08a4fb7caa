import type { ShareSeen } from '../summary/result.ts';

/** Two counts that only grow: the part, and what it is a part of. */
export type Reading = { readonly part: number; readonly whole: number };

/** The share that a part had of its whole since the meter was made: over all the time, and in the worst interval. */
export class ShareMeter {
  readonly #source: () => Reading | null;
  readonly #first: Reading | null;
  #last: Reading | null;
  #worst = 0;

  constructor(source: () => Reading | null) {
    this.#source = source;
    this.#first = source();
    this.#last = this.#first;
  }

  /** Ends an interval. */
  sample(): void {
    const now = this.#source();
    this.#worst = Math.max(this.#worst, shareBetween(this.#last, now) ?? 0);
    this.#last = now ?? this.#last;
  }

  /** What has passed since the last interval is in the mean only: a few milliseconds have no share to speak of. */
  read(): ShareSeen | null {
    const mean = shareBetween(this.#first, this.#source() ?? this.#last);
    return mean === null ? null : { mean, worst: Math.max(mean, this.#worst) };
  }
}

function shareBetween(from: Reading | null, to: Reading | null): number | null {
  if (from === null || to === null || to.whole <= from.whole) return null;
  return Math.min(1, Math.max(0, (to.part - from.part) / (to.whole - from.whole)));
}
