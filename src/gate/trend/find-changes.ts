import { type ChangePoint, changePoints } from '../../inference/change-points.ts';
import type { MeanDifference } from '../../inference/mean-difference.ts';
import type { ChangeVerdict } from '../change.ts';
import { type Scale, scaleOf } from './scale.ts';
import type { TrendChange, TrendDesign, TrendSeries } from './trend-result.ts';

/** Of the intervals of effects. */
export const confidence = 0.95;

/** A run's place in `runs`, and its value on the scale. */
type Placed = { readonly run: number; readonly place: number };

/** A change point of one series, with what must be known to judge it. */
export type FoundChange = Omit<TrendChange, 'differences'> & {
  /** Places of the runs on both sides, up to the next change. */
  readonly before: readonly number[];
  readonly after: readonly number[];
};

/** Where a series changes by as much as matters, in the order of the runs. Runs without its number are skipped. */
export function findChanges(series: TrendSeries, design: TrendDesign): FoundChange[] {
  const scale = scaleOf(series, design);
  const placed = placedRuns(series, scale);
  const found = changePoints(
    placed.map(({ place }) => place),
    {
      maxPValue: design.maxPValue,
      matters: ({ difference }) => difference <= scale.least || difference >= scale.most,
      confidence,
    },
  );
  return found.map((change) => foundChange(series, scale, placed, change));
}

/** The runs that have a number, oldest first. */
export function placedRuns({ values }: TrendSeries, scale: Scale): Placed[] {
  return values.flatMap((value, run) => {
    const place = scale.place(value);
    return place === null ? [] : [{ run, place }];
  });
}

/** What a difference means: `same` where all of its interval lies within what doesn't matter. */
export function verdictOf(
  { isHigherBetter }: Pick<TrendSeries, 'isHigherBetter'>,
  { least, most }: Scale,
  { low, high }: Pick<MeanDifference, 'low' | 'high'>,
): ChangeVerdict {
  if (low !== null && low > most) return isHigherBetter ? 'better' : 'worse';
  if (high !== null && high < least) return isHigherBetter ? 'worse' : 'better';
  return low !== null && high !== null && low >= least && high <= most ? 'same' : 'inconclusive';
}

function foundChange(
  series: TrendSeries,
  scale: Scale,
  placed: readonly Placed[],
  change: ChangePoint,
): FoundChange {
  const { values: _values, ...about } = series;
  const runsBetween = (from: number, to: number): number[] => placed.slice(from, to).map(({ run }) => run);
  const [before, after] = [runsBetween(change.from, change.place), runsBetween(change.place, change.to)];
  return {
    ...about,
    base: scale.valueAt(change.left),
    head: scale.valueAt(change.right),
    effect: scale.effectOf(change.difference),
    interval: intervalOf(scale, change),
    verdict: verdictOf(series, scale, change),
    pValue: change.pValue ?? 1,
    lastBefore: before.at(-1) ?? 0,
    firstAfter: after[0] ?? 0,
    runsBefore: before.length,
    runsAfter: after.length,
    before,
    after,
  };
}

/** Of the effect. */
export function intervalOf(
  { effectOf }: Scale,
  { low, high }: Pick<MeanDifference, 'low' | 'high'>,
): TrendChange['interval'] {
  if (low === null || high === null) return null;
  return { confidence, low: effectOf(low), high: effectOf(high) };
}
