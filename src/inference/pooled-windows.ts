import { highestInSlot, type HistogramCounts, lowestInSlot } from '../stats/histogram.ts';

/** Histograms of windows of time, and all of them as one sample. */
export class PooledWindows {
  readonly #windows: readonly HistogramCounts[];
  readonly #first: number;
  /** How many samples lie in each slot from the first occupied one, or below. */
  readonly #upTo: Float64Array;
  readonly #minUs: number;
  readonly #maxUs: number;

  /** At least one window, none of them empty. */
  constructor(windows: readonly HistogramCounts[]) {
    this.#windows = windows;
    this.#minUs = Math.min(...windows.map(({ minUs }) => minUs));
    this.#maxUs = Math.max(...windows.map(({ maxUs }) => maxUs));
    this.#first = Math.min(...windows.map(({ indexes }) => indexes[0] ?? Infinity));
    const last = Math.max(...windows.map(({ indexes }) => indexes.at(-1) ?? 0));
    this.#upTo = new Float64Array(last - this.#first + 1);
    for (const window of windows) this.#addTo(this.#upTo, window);
    for (let slot = 1; slot < this.#upTo.length; slot++) {
      this.#upTo[slot] = (this.#upTo[slot] ?? 0) + (this.#upTo[slot - 1] ?? 0);
    }
  }

  get windowCount(): number {
    return this.#windows.length;
  }

  /** Of all samples. */
  get count(): number {
    return this.#upTo.at(-1) ?? 0;
  }

  /** The lowest value that the sample of this rank, 1 for the smallest, may have had. */
  lowestUs(rank: number): number {
    return Math.max(this.#minUs, lowestInSlot(this.#first + this.#slotOf(rank)));
  }

  /** The highest. */
  highestUs(rank: number): number {
    return Math.min(this.#maxUs, highestInSlot(this.#first + this.#slotOf(rank)));
  }

  /**
   * The samples of each window that lie in the slot of the quantile (0 to 1) or below, and how many of all do: what
   * would vary only as tosses of a coin do if all samples were independent.
   */
  split(quantile: number): Split {
    const slot = this.#slotOf(quantile * this.count);
    const below = Float64Array.from(this.#windows, (window) => countUpTo(window, this.#first + slot));
    const counts = Float64Array.from(this.#windows, ({ count }) => count);
    return { below, counts, share: (this.#upTo[slot] ?? 0) / this.count };
  }

  #addTo(slots: Float64Array, { indexes, counts }: HistogramCounts): void {
    for (let position = 0; position < indexes.length; position++) {
      const slot = (indexes[position] ?? 0) - this.#first;
      slots[slot] = (slots[slot] ?? 0) + (counts[position] ?? 0);
    }
  }

  /** The first slot that holds, with those before it, as many samples. */
  #slotOf(rank: number): number {
    // As in a histogram: 0.95 × 20 is not to be above 19 for the last bit's sake.
    const enough = rank - 1e-9;
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) >= enough) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Windows cut in two at a quantile: samples at or below, all samples, and the share below of all windows. */
export type Split = {
  readonly below: Float64Array;
  readonly counts: Float64Array;
  readonly share: number;
};

function countUpTo({ indexes, counts }: HistogramCounts, slot: number): number {
  let sum = 0;
  for (let position = 0; position < indexes.length && (indexes[position] ?? 0) <= slot; position++) {
    sum += counts[position] ?? 0;
  }
  return sum;
}
