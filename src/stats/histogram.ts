// Hot path: `record` runs several times for every request; no allocation.
import { assert } from '../base/assert.ts';

const subBucketBits = 11;
const subBucketHalf = 1 << (subBucketBits - 1);
const subBucketMask = (1 << subBucketBits) - 1;
/** 1 h. What lies outside is clamped and counted. */
export const highestUs = 3_600_000_000;
const slotCount = indexOf(highestUs) + 1;

/** The occupied slots of a histogram and its exact extremes: what a worker sends each second. */
export type HistogramCounts = {
  readonly indexes: Uint32Array;
  readonly counts: Float64Array;
  readonly count: number;
  readonly clamped: number;
  readonly sumUs: number;
  readonly minUs: number;
  readonly maxUs: number;
};

/**
 * Counts of whole microseconds in the slots of an HdrHistogram with 3 significant digits (Gil Tene's log-linear
 * layout: 1 µs to 1 h, 2,048 sub-buckets). Adding and merging are exact; a percentile is off by at most 0.1 %.
 * Minimum, maximum and sum are kept beside the slots and are exact.
 */
export class Histogram {
  readonly #slots = new Float64Array(slotCount);
  /** A bit for each slot that isn't 0: they are few among many when somebody asks every second. */
  readonly #occupied = new Uint32Array((slotCount >>> 5) + 1);
  #occupiedCount = 0;
  #count = 0;
  #clamped = 0;
  #sumUs = 0;
  #minUs = Infinity;
  #maxUs = -Infinity;

  get count(): number {
    return this.#count;
  }

  /** Samples that lay outside 0 to 1 h. */
  get clamped(): number {
    return this.#clamped;
  }

  /** null when empty, as are the two below. */
  get minUs(): number | null {
    return this.#count === 0 ? null : this.#minUs;
  }

  get maxUs(): number | null {
    return this.#count === 0 ? null : this.#maxUs;
  }

  get meanUs(): number | null {
    return this.#count === 0 ? null : this.#sumUs / this.#count;
  }

  /** `us` must be a number; fractions are rounded. */
  record(us: number): void {
    let value = Math.round(us);
    if (!(value >= 0 && value <= highestUs)) {
      assert(!Number.isNaN(value), 'a histogram was given NaN');
      this.#clamped++;
      value = value < 0 ? 0 : highestUs;
    }
    this.#add(indexOf(value), 1);
    this.#count++;
    this.#sumUs += value;
    if (value < this.#minUs) this.#minUs = value;
    if (value > this.#maxUs) this.#maxUs = value;
  }

  /** A whole number of microseconds up to 1 h, `count` times. */
  recordMany(us: number, count: number): void {
    assert(Number.isInteger(us) && us >= 0 && us <= highestUs, `a histogram was given ${us} µs`);
    this.merge({
      indexes: Uint32Array.of(indexOf(us)),
      counts: Float64Array.of(count),
      count,
      clamped: 0,
      sumUs: us * count,
      minUs: us,
      maxUs: us,
    });
  }

  /** Adds every sample of another, exactly. */
  add(other: Histogram): void {
    this.merge(other.counts());
  }

  merge(other: HistogramCounts): void {
    for (let position = 0; position < other.indexes.length; position++) {
      this.#add(other.indexes[position] ?? 0, other.counts[position] ?? 0);
    }
    this.#count += other.count;
    this.#clamped += other.clamped;
    this.#sumUs += other.sumUs;
    this.#minUs = Math.min(this.#minUs, other.minUs);
    this.#maxUs = Math.max(this.#maxUs, other.maxUs);
  }

  /** Taken every second while a schedule waits: it costs as much as there are slots in use. */
  counts(): HistogramCounts {
    const indexes = new Uint32Array(this.#occupiedCount);
    const counts = new Float64Array(this.#occupiedCount);
    const endWord = this.#count === 0 ? 0 : (indexOf(this.#maxUs) >>> 5) + 1;
    let position = 0;
    for (let word = this.#count === 0 ? 0 : indexOf(this.#minUs) >>> 5; word < endWord; word++) {
      // From the lowest bit that is set to the highest.
      for (let bits = this.#occupied[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const index = (word << 5) + 31 - Math.clz32(bits & -bits);
        indexes[position] = index;
        counts[position++] = this.#slots[index] ?? 0;
      }
    }
    return {
      indexes,
      counts,
      count: this.#count,
      clamped: this.#clamped,
      sumUs: this.#sumUs,
      minUs: this.#minUs,
      maxUs: this.#maxUs,
    };
  }

  reset(): void {
    if (this.#count > 0) {
      const [first, last] = [indexOf(this.#minUs), indexOf(this.#maxUs)];
      this.#slots.fill(0, first, last + 1);
      this.#occupied.fill(0, first >>> 5, (last >>> 5) + 1);
    }
    this.#occupiedCount = 0;
    this.#count = 0;
    this.#clamped = 0;
    this.#sumUs = 0;
    this.#minUs = Infinity;
    this.#maxUs = -Infinity;
  }

  /** The smallest recorded value that at least `quantile` (0 to 1) of the samples don't exceed; null when empty. */
  quantileUs(quantile: number): number | null {
    return this.quantilesUs([quantile])[0] ?? null;
  }

  /** The same of several, in ascending order, in one pass over the slots; none when empty. */
  quantilesUs(quantiles: readonly number[]): number[] {
    const found: number[] = [];
    let seen = 0;
    for (const [index, count] of this.#filled()) {
      seen += count;
      while (found.length < quantiles.length && seen >= this.#rankOf(quantiles[found.length] ?? 1)) {
        found.push(Math.max(this.#minUs, Math.min(highestInSlot(index), this.#maxUs)));
      }
      if (found.length === quantiles.length) break;
    }
    return found;
  }

  /** Every occupied slot as the lowest value it holds, with its count, in order. */
  *values(): Generator<readonly [us: number, count: number]> {
    for (const [index, count] of this.#filled()) yield [lowestInSlot(index), count];
  }

  #rankOf(quantile: number): number {
    return Math.max(1, Math.ceil(quantile * this.#count - 1e-9));
  }

  #add(index: number, count: number): void {
    const before = this.#slots[index] ?? 0;
    this.#slots[index] = before + count;
    if (before !== 0 || count === 0) return;
    const word = index >>> 5;
    this.#occupied[word] = (this.#occupied[word] ?? 0) | (1 << index);
    this.#occupiedCount++;
  }

  *#filled(): Generator<readonly [index: number, count: number]> {
    if (this.#count === 0) return;
    const last = indexOf(this.#maxUs);
    for (let index = indexOf(this.#minUs); index <= last; index++) {
      const count = this.#slots[index] ?? 0;
      if (count > 0) yield [index, count];
    }
  }
}

function indexOf(us: number): number {
  const bucket = 32 - subBucketBits - Math.clz32(us | subBucketMask);
  return (bucket << (subBucketBits - 1)) + (us >>> bucket);
}

/** Microseconds; an index as in {@link HistogramCounts}. */
export function lowestInSlot(index: number): number {
  const bucket = Math.max(0, (index >> (subBucketBits - 1)) - 1);
  return (index - bucket * subBucketHalf) * 2 ** bucket;
}

/** See {@link lowestInSlot}. */
export function highestInSlot(index: number): number {
  const bucket = Math.max(0, (index >> (subBucketBits - 1)) - 1);
  return lowestInSlot(index) + 2 ** bucket - 1;
}
