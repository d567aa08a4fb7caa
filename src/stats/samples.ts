// Hot path: `record` runs several times for every request; no allocation.
import { highestUs, Histogram, type HistogramCounts } from './histogram.ts';

/** What {@link Samples} sends and merges. */
export type SampleCounts = {
  readonly histogram: HistogramCounts;
  readonly censored: number;
  readonly censoredFromUs: number;
};

/** A histogram whose samples may be lower bounds (censored): how many are, and the smallest of them. */
export class Samples {
  readonly histogram: Histogram = new Histogram();
  #censored = 0;
  #censoredFromUs = Infinity;

  get censored(): number {
    return this.#censored;
  }

  /** Infinity when no sample is a bound. */
  get censoredFromUs(): number {
    return this.#censoredFromUs;
  }

  record(us: number): void {
    this.histogram.record(us);
  }

  /** The true value is at least `us`. */
  recordBound(us: number): void {
    this.histogram.record(us);
    this.#censored++;
    // Clamped like the sample itself: a bound above every value would make none look like a bound.
    this.#censoredFromUs = Math.min(this.#censoredFromUs, us, highestUs);
  }

  merge(other: SampleCounts): void {
    this.histogram.merge(other.histogram);
    this.#censored += other.censored;
    this.#censoredFromUs = Math.min(this.#censoredFromUs, other.censoredFromUs);
  }

  counts(): SampleCounts {
    const { censored, censoredFromUs } = this;
    return { histogram: this.histogram.counts(), censored, censoredFromUs };
  }

  reset(): void {
    this.histogram.reset();
    this.#censored = 0;
    this.#censoredFromUs = Infinity;
  }
}
