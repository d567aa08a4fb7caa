import { holm } from '../../inference/holm.ts';
import { normalQuantile } from '../../inference/normal-quantile.ts';
import { medianOf } from '../baseline/spread.ts';
import type { Change, ChangeVerdict } from '../change.ts';
import { holmLevels } from '../changes/holm-levels.ts';
import type { Evidence } from './evidence.ts';
import type { SeenMetric } from './seen-metric.ts';

/** How often `detectable` would have been shown. */
const power = 0.8;

/**
 * How each metric of the candidate stands to the baseline's. Of each it is asked twice: is it larger by more than the
 * smallest effect that matters, and is it smaller by more? All of them share `alpha` by Holm's steps, each direction for
 * itself, for nothing is larger and smaller at once. An interval holds what these tests don't refute, so that
 * verdict and interval agree. In the order given.
 */
export function judgeChanges(seen: readonly SeenMetric[], alpha: number): Change[] {
  const tested = seen.flatMap((each) =>
    each.evidence === null ? [] : [{ ...each, evidence: each.evidence }],
  );
  const larger = tested.map(({ evidence, most }) => evidence.pAbove(most));
  const smaller = tested.map(({ evidence, least }) => evidence.pBelow(least));
  const [lowAlphas, highAlphas] = [holmLevels(larger, alpha), holmLevels(smaller, alpha)];
  const [pLarger, pSmaller] = [holm(larger), holm(smaller)];
  const judged = new Map(
    tested.map((each, index) => {
      const change = judge(each, { low: lowAlphas[index] ?? 0, high: highAlphas[index] ?? 0 });
      const pValue = Math.min(pLarger[index] ?? 1, pSmaller[index] ?? 1);
      return [keyOf(each), { ...change, pValue, detectable: detectableOf(each, alpha / tested.length) }];
    }),
  );
  return seen.map((each) => judged.get(keyOf(each)) ?? untested(each));
}

type Tested = SeenMetric & { readonly evidence: Evidence };

function judge(seen: Tested, alphas: { readonly low: number; readonly high: number }): Change {
  const { evidence, effectOf } = seen;
  const [low, high] = [evidence.lowAt(alphas.low), evidence.highAt(alphas.high)];
  return {
    ...untested(seen),
    effect: effectOf(evidence.estimate),
    interval: {
      confidence: 1 - alphas.low - alphas.high,
      low: low === null ? null : effectOf(low),
      high: high === null ? null : effectOf(high),
    },
    verdict: settled(seen, verdictOf(seen, low, high)),
  };
}

function verdictOf(
  { kind, least, most }: SeenMetric,
  low: number | null,
  high: number | null,
): ChangeVerdict {
  if (low !== null && low > most) return kind.isHigherBetter ? 'better' : 'worse';
  if (high !== null && high < least) return kind.isHigherBetter ? 'worse' : 'better';
  return low !== null && high !== null && low >= least && high <= most ? 'same' : 'inconclusive';
}

/** What is a lower bound may as well be far higher: then only what stands whatever it is stands. */
function settled({ kind, isBaseOpen, isHeadOpen }: SeenMetric, verdict: ChangeVerdict): ChangeVerdict {
  if (!isBaseOpen && !isHeadOpen) return verdict;
  const upward = kind.isHigherBetter ? 'better' : 'worse';
  const downward = kind.isHigherBetter ? 'worse' : 'better';
  const stands = (verdict === upward && !isBaseOpen) || (verdict === downward && !isHeadOpen);
  return stands ? verdict : 'inconclusive';
}

/**
 * The effect for the worse that is shown in four of five cases: beyond the smallest one that matters by as many standard
 * errors as both chances take of a normal variable. null where no effect could be shown, however large.
 */
function detectableOf({ kind, evidence, least, most, effectOf }: Tested, alpha: number): number | null {
  if (evidence.error === null || evidence.lowAt(alpha) === null || evidence.highAt(alpha) === null) {
    return null;
  }
  const errors = evidence.criticalValue(alpha) + normalQuantile(power);
  return kind.isHigherBetter
    ? -effectOf(least - errors * evidence.error.above)
    : effectOf(most + errors * evidence.error.below);
}

/** `no-data` where a side has no such number; else one that tells nothing of how far off it may be. */
function untested({ kind, request, base, head }: SeenMetric): Change {
  const about = { ...kind, request, interval: null, pValue: null, detectable: null };
  const [ofBase, ofHead] = [medianOrNull(base), medianOrNull(head)];
  if (ofBase === null || ofHead === null) {
    return { ...about, base: ofBase, head: ofHead, effect: null, verdict: 'no-data' };
  }
  const effect = kind.effectKind === 'points' ? ofHead - ofBase : ratioOf(ofBase, ofHead);
  return { ...about, base: ofBase, head: ofHead, effect, verdict: 'inconclusive' };
}

function ratioOf(base: number, head: number): number | null {
  return base > 0 ? head / base - 1 : null;
}

function medianOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : medianOf(values);
}

function keyOf({ kind, request }: SeenMetric): string {
  return JSON.stringify([request, kind.metric]);
}
