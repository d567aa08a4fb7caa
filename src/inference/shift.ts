import { assert } from '../base/assert.ts';
import { drawnSums } from './rank-sum.ts';
import { signedSums } from './signed-rank.ts';

/** In the unit of the values; both ends are null where there are too few of them for that confidence. */
export type Shift = {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
};

/**
 * Where differences of pairs lie: the median of the means of any two of them, each with itself included (Hodges and
 * Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34, 1963). The interval holds
 * what the signed-rank test doesn't refute at `1 − confidence` (0 to 1), so it ends at two of those means (Tukey 1949;
 * Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, 3.2 and 3.3). Exact, and with ties rather too
 * wide. 95 % take six differences at least. There must be one.
 */
export function medianShift(differences: readonly number[], confidence: number): Shift {
  const count = differences.length;
  const means = new Float64Array((count * (count + 1)) / 2);
  let filled = 0;
  for (const [index, one] of differences.entries()) {
    for (let other = index; other < count; other++) means[filled++] = (one + (differences[other] ?? 0)) / 2;
  }
  const ranks = Array.from({ length: count }, (_, index) => index + 1);
  return shiftOf(means, signedSums(ranks), confidence);
}

/**
 * By how much the values of `head` are larger than those of `base`: the median of all differences between one of each,
 * with the interval of what the Mann-Whitney test doesn't refute (Hodges and Lehmann 1963; Moses 1953; Hollander, Wolfe
 * and Chicken, 4.2 and 4.3). Exact, and with ties rather too wide. 95 % take four values a side, or 2 and 8, 3 and 5.
 * Both sides must have one.
 */
export function shiftBetween(base: readonly number[], head: readonly number[], confidence: number): Shift {
  const differences = new Float64Array(base.length * head.length);
  let filled = 0;
  for (const one of head) for (const other of base) differences[filled++] = one - other;
  const ranks = Array.from({ length: base.length + head.length }, (_, index) => index + 1);
  const least = (head.length * (head.length + 1)) / 2;
  return shiftOf(differences, drawnSums(ranks, head.length).subarray(least), confidence);
}

/** From what a statistic counts of `values`, by how likely it counts how many where nothing is shifted. */
function shiftOf(values: Float64Array, chances: Float64Array, confidence: number): Shift {
  assert(values.length > 0 && values.every(Number.isFinite), 'a shift of nothing, or of what is no number');
  const rising = values.toSorted();
  const beyond = likelyBeyond(chances, (1 - confidence) / 2);
  return {
    estimate: medianOf(rising),
    low: beyond === 0 ? null : (rising[beyond - 1] ?? null),
    high: beyond === 0 ? null : (rising[rising.length - beyond] ?? null),
  };
}

/** Which value from either end is the first that isn't refuted; 0 where even the outermost isn't. */
function likelyBeyond(chances: Float64Array, tail: number): number {
  let sum = 0;
  for (const [index, chance] of chances.entries()) {
    sum += chance;
    // Sums of exact halves are exact; those of shares may be off in the last digits.
    if (sum > tail * (1 + 1e-12)) return index;
  }
  return chances.length;
}

function medianOf(rising: Float64Array): number {
  const middle = rising.length >> 1;
  const upper = rising[middle] ?? NaN;
  return rising.length % 2 === 1 ? upper : ((rising[middle - 1] ?? NaN) + upper) / 2;
}
