import { medianShift } from '../../inference/shift.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign, AbPair } from './ab-result.ts';

/** What the pairs that count say of one metric. */
export type PairDifferences = {
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Of each pair that has both: logarithms of B ÷ A, of shares B − A in percentage points. */
  readonly differences: readonly number[];
  /** Between them a difference doesn't matter. */
  readonly least: number;
  readonly most: number;
  /** From the scale of the differences to that of effects. */
  readonly effectOf: (difference: number) => number;
};

/** `index` is the metric's place in the pairs. */
export function pairDifferences(
  metric: AbMetric,
  index: number,
  pairs: readonly AbPair[],
  { minEffect, minPoints }: Pick<AbDesign, 'minEffect' | 'minPoints'>,
): PairDifferences {
  const isRatio = metric.effectKind === 'ratio';
  const both = pairs
    .filter(({ leftOut }) => leftOut === null)
    .map(({ a, b }) => ({ a: a[index] ?? null, b: b[index] ?? null }));
  const has = (value: number | null): value is number => value !== null && (!isRatio || value > 0);
  return {
    a: both.map(({ a }) => a).filter(has),
    b: both.map(({ b }) => b).filter(has),
    differences: both.flatMap(({ a, b }) => {
      if (!has(a) || !has(b)) return [];
      return [isRatio ? Math.log(b / a) : b - a];
    }),
    least: isRatio ? Math.log1p(-minEffect) : -minPoints,
    most: isRatio ? Math.log1p(minEffect) : minPoints,
    effectOf: isRatio ? Math.expm1 : (difference) => difference,
  };
}

/** Such an interval reaches one standard error to each side. */
const withinOneError = 0.6827;

/** Of their Hodges-Lehmann estimate, from an interval, so that single pairs far off don't make it; null of too few. */
export function standardErrorOf(differences: readonly number[]): number | null {
  if (differences.length === 0) return null;
  const { low, high } = medianShift(differences, withinOneError);
  return low === null || high === null ? null : (high - low) / 2;
}
