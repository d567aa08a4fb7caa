import { bestSplit } from './e-divisive.ts';
import { type MeanDifference, meanDifference } from './mean-difference.ts';

/** Where the mean of a series changes, as the parts on both sides tell it, each up to the next change. */
export type ChangePoint = MeanDifference & {
  /** The parts: from `from` up to but not `place`, and from there up to but not `to`. */
  readonly from: number;
  readonly place: number;
  readonly to: number;
};

export type ChangeSearch = {
  /** Of Student's t-test between both parts; not corrected for the search of the place. */
  readonly maxPValue: number;
  /** Whether what it amounts to matters. */
  readonly matters: (change: MeanDifference) => boolean;
  /** Of the intervals, 0 to 1. */
  readonly confidence: number;
};

/** Values on each side of a change: one or two far off are odd ones out. */
export const fewestOfPart = 3;
/** Values that are looked at together. */
const windowLength = 50;

/**
 * Where a series of values in order changes, and stays so for three values at least: E-divisive as Fleming, Kołaczkowski
 * and others refined it ("Hunter: using change point detection to hunt for performance regressions", ICPE 2023), and Apache
 * Otava after them. Windows of 50 values that overlap by half keep a change from hiding behind what came long after. In
 * each the best split is taken as long as a t-test, with a weak limit, finds it likely; that takes no permutations, so the
 * same values give the same answer. Then the least certain change is dropped, and what is left is tested anew, until all are
 * within `maxPValue`, and after that the smallest one as long as it doesn't matter. In order of their places.
 *
 * Three things are not as in Otava. A part has three values at least, for noise comes as single values far off. The
 * variance is the unbiased one: the other makes certain of few values what isn't. And a split is tested against the
 * new values that it was chosen for, not against all up to the end of the window: so one that is taken back is found too.
 */
export function changePoints(values: readonly number[], search: ChangeSearch): ChangePoint[] {
  const places = new Set<number>();
  for (let start = 0; start < values.length;) {
    const found = splitsWithin(values, start, Math.min(start + windowLength, values.length), search);
    for (const place of found) places.add(place);
    start = Math.max(start + windowLength / 2, ...found);
  }
  return withoutWeakOnes(
    values,
    [...places].toSorted((a, b) => a - b),
    search,
  );
}

/** A change at the weak limit may still prove strong once others beside it are gone. */
function weakLimit(maxPValue: number): number {
  if (maxPValue < 0.05) return 10 * maxPValue;
  return Math.max(maxPValue, Math.min(0.5, 2 * maxPValue));
}

function splitsWithin(values: readonly number[], from: number, to: number, search: ChangeSearch): number[] {
  const split = bestSplit(values.slice(from, to), fewestOfPart);
  if (split === null) return [];
  const place = from + split.place;
  const { pValue } = changeAt(values, { from, place, to: from + split.end }, search);
  if (pValue === null || pValue > weakLimit(search.maxPValue)) return [];
  return [...splitsWithin(values, from, place, search), place, ...splitsWithin(values, place, to, search)];
}

function withoutWeakOnes(
  values: readonly number[],
  places: readonly number[],
  search: ChangeSearch,
): ChangePoint[] {
  const changes = places.map((place, index) => {
    const [from, to] = [places[index - 1] ?? 0, places[index + 1] ?? values.length];
    return changeAt(values, { from, place, to }, search);
  });
  const weakest = weakestOf(changes, search);
  if (weakest === undefined) return changes;
  return withoutWeakOnes(
    values,
    places.filter((place) => place !== weakest.place),
    search,
  );
}

/** The least certain one, if there is one that isn't certain; else the smallest of those that don't matter. */
function weakestOf(
  changes: readonly ChangePoint[],
  { maxPValue, matters }: ChangeSearch,
): ChangePoint | undefined {
  const uncertain = changes.filter(({ pValue }) => pValue === null || pValue > maxPValue);
  if (uncertain.length > 0) return uncertain.toSorted((a, b) => (b.pValue ?? 1) - (a.pValue ?? 1))[0];
  const small = changes.filter((change) => !matters(change));
  return small.toSorted((a, b) => Math.abs(a.difference) - Math.abs(b.difference))[0];
}

function changeAt(
  values: readonly number[],
  { from, place, to }: { readonly from: number; readonly place: number; readonly to: number },
  { confidence }: ChangeSearch,
): ChangePoint {
  const difference = meanDifference(values.slice(from, place), values.slice(place, to), confidence);
  return { ...difference, from, place, to };
}
