import { normalQuantile } from '../../inference/normal-quantile.ts';
import { drawnSums } from '../../inference/rank-sum.ts';
import { medianOf } from '../baseline/spread.ts';
import type { Evidence } from './evidence.ts';

/** An interval that leaves out this much on either side reaches one standard error. */
const beyondOneError = 0.158_655_253_931_457;

/**
 * By the order of the runs alone, whatever their distribution: the test of Mann, Whitney and Wilcoxon, exact, and the
 * shift of Hodges and Lehmann with the interval of Moses that belongs to it, as `rankSum` and `shiftBetween` have them,
 * but that the distribution, which takes long, is computed once. Ties count for neither side. Both sides have values.
 */
export function rankEvidence(base: readonly number[], head: readonly number[]): Evidence {
  const differences = Float64Array.from(head.flatMap((one) => base.map((other) => one - other))).toSorted();
  const upTo = cumulative(distributionOf(base.length, head.length));
  /** Which difference from either end is the first that isn't refuted; 0 where even the outermost isn't. */
  const firstKept = (alpha: number): number => {
    // Sums of exact halves are exact; those of shares may be off in the last digits.
    const index = upTo.findIndex((chance) => chance > alpha * (1 + 1e-12));
    return index < 0 ? upTo.length : index;
  };
  // Of U, which is symmetric.
  const chanceOfAtLeast = (count: number): number =>
    count <= 0 ? 1 : (upTo[differences.length - count] ?? 0);
  const endAt = (place: (kept: number) => number, alpha: number): number | null => {
    const kept = firstKept(alpha);
    return kept === 0 ? null : (differences[place(kept)] ?? null);
  };
  const lowAt = (alpha: number): number | null => endAt((kept) => kept - 1, alpha);
  const highAt = (alpha: number): number | null => endAt((kept) => differences.length - kept, alpha);
  return {
    estimate: medianOf([...differences]),
    pAbove: (boundary) => chanceOfAtLeast(differences.filter((one) => one > boundary).length),
    pBelow: (boundary) => chanceOfAtLeast(differences.filter((one) => one < boundary).length),
    lowAt,
    highAt,
    criticalValue: (alpha) => normalQuantile(1 - alpha),
    error: errorOf(lowAt(beyondOneError), highAt(beyondOneError)),
  };
}

/** The smallest chance of a false alarm that so many runs can show: all of one side beyond all of the other. */
export function smallestRankChance(base: number, head: number): number {
  let ways = 1;
  for (let index = 1; index <= Math.min(base, head); index++) ways *= (base + head - index + 1) / index;
  return 1 / ways;
}

/** Of U where nothing is shifted. */
function distributionOf(base: number, head: number): Float64Array {
  const ranks = Array.from({ length: base + head }, (_, index) => index + 1);
  return drawnSums(ranks, head).subarray((head * (head + 1)) / 2);
}

function cumulative(chances: Float64Array): Float64Array {
  let sum = 0;
  return chances.map((chance) => (sum += chance));
}

function errorOf(low: number | null, high: number | null): Evidence['error'] {
  return low === null || high === null ? null : { below: (high - low) / 2, above: (high - low) / 2 };
}
