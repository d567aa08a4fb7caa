import { present } from '../../base/assert.ts';
import { medianOf } from '../../gate/baseline/spread.ts';
import type { Change, ChangeVerdict, EffectInterval } from '../../gate/change.ts';
import { normalQuantile } from '../../inference/normal-quantile.ts';
import { medianShift } from '../../inference/shift.ts';
import { shiftTest } from '../../inference/shift-test.ts';
import type { AbMetric } from './ab-metrics.ts';
import type { AbDesign } from './ab-result.ts';
import { type PairDifferences, standardErrorOf } from './pair-differences.ts';
import { weightedHolm } from './weighted-holm.ts';

/** Fewer are as good as none. */
const somePairs = 5;
/** How often `detectable` would have been shown. */
const power = 0.8;

/** One metric, and what the pairs say of it. */
export type Seen = PairDifferences & { readonly metric: AbMetric; readonly weight: number };

/**
 * The changes of metrics that share a look's part of alpha. Of each Wilcoxon's signed-rank test asks two things: is B
 * larger by more than the smallest effect that matters, and is it smaller by more? Holm's steps share the part out among the
 * metrics, and each direction has it to itself, for nothing is larger and smaller at once. An interval holds what
 * these tests don't refute, so verdict and interval agree.
 */
export function changesOf(
  family: readonly Seen[],
  alphaSpent: number,
  { alpha }: Pick<AbDesign, 'alpha'>,
): [AbMetric, Change][] {
  const weights = family.map(({ weight }) => weight);
  const larger = family.map(({ differences, most }) => shiftTest(differences, most).pAbove);
  const smaller = family.map(({ differences, least }) => shiftTest(differences, least).pBelow);
  const lows = weightedHolm(larger, weights, alphaSpent);
  const highs = weightedHolm(smaller, weights, alphaSpent);
  return family.map((seen, index) => {
    const [low, high] = [present(lows[index]), present(highs[index])];
    // As if this look had all of alpha: so it is compared with that.
    const pValue = (Math.min(low.adjusted, high.adjusted) * alpha) / alphaSpent;
    const judged = { lowAlpha: low.level, highAlpha: high.level, pValue: Math.min(1, pValue) };
    return [seen.metric, changeOf(seen, judged, alphaSpent * weightShare(seen, family))];
  });
}

/** Of the part that all metrics of a family have, before any of them refutes. */
export function weightShare({ weight }: Seen, family: readonly Seen[]): number {
  return weight / family.reduce((sum, each) => sum + each.weight, 0);
}

/** At which chance of a false alarm each end of an interval stands, and what both tests together say. */
type Judged = { readonly lowAlpha: number; readonly highAlpha: number; readonly pValue: number };

function changeOf(seen: Seen, judged: Judged, firstAlpha: number): Change {
  const { metric, a, b, differences, effectOf } = seen;
  const { request, unit, isHigherBetter, effectKind } = metric;
  const about = { metric: metric.metric, request, unit, isHigherBetter, effectKind };
  const sides = { base: a.length === 0 ? null : medianOf(a), head: b.length === 0 ? null : medianOf(b) };
  if (differences.length === 0) {
    return {
      ...about,
      ...sides,
      effect: null,
      interval: null,
      pValue: null,
      detectable: null,
      verdict: 'no-data',
    };
  }
  const { estimate } = medianShift(differences, 0.5);
  const { low, high } = endsOf(seen, judged);
  const effectOrNull = (difference: number | null): number | null =>
    difference === null ? null : effectOf(difference);
  const interval: EffectInterval = {
    confidence: 1 - judged.lowAlpha - judged.highAlpha,
    low: effectOrNull(low),
    high: effectOrNull(high),
  };
  return {
    ...about,
    ...sides,
    effect: effectOf(estimate),
    interval,
    pValue: judged.pValue,
    detectable: detectableOf(seen, firstAlpha),
    verdict: verdictOf(seen, low, high),
  };
}

/** Where no request of some pairs failed on either side, there is nothing that more of them would make clearer. */
function endsOf(
  { metric, a, b, differences }: Seen,
  { lowAlpha, highAlpha }: Judged,
): { readonly low: number | null; readonly high: number | null } {
  const isNothing = metric.effectKind === 'points' && [...a, ...b].every((value) => value === 0);
  if (isNothing && differences.length >= somePairs) return { low: 0, high: 0 };
  return {
    low: medianShift(differences, 1 - 2 * lowAlpha).low,
    high: medianShift(differences, 1 - 2 * highAlpha).high,
  };
}

function verdictOf({ metric, least, most }: Seen, low: number | null, high: number | null): ChangeVerdict {
  if (low !== null && low > most) return metric.isHigherBetter ? 'better' : 'worse';
  if (high !== null && high < least) return metric.isHigherBetter ? 'worse' : 'better';
  return low !== null && high !== null && low >= least && high <= most ? 'same' : 'inconclusive';
}

/**
 * The effect for the worse whose test at `alpha` refutes in four of five cases: beyond the smallest one that matters by as
 * many standard errors as both chances take of a normal variable. null where no number of signs alike is rare enough.
 */
function detectableOf({ metric, differences, least, most, effectOf }: Seen, alpha: number): number | null {
  const standardError = standardErrorOf(differences);
  if (standardError === null || 2 ** -differences.length > alpha) return null;
  const reach = standardError * (normalQuantile(1 - alpha) + normalQuantile(power));
  return metric.isHigherBetter ? -effectOf(least - reach) : effectOf(most + reach);
}
