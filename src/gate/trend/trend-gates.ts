import { fewestOfPart } from '../../inference/change-points.ts';
import { meanDifference } from '../../inference/mean-difference.ts';
import type { GateOutcome } from '../../summary/result.ts';
import type { Change } from '../change.ts';
import { gateOf } from '../changes/change-gates.ts';
import type { Standing } from '../changes/standing.ts';
import { confidence, type FoundChange, intervalOf, placedRuns, verdictOf } from './find-changes.ts';
import { scaleOf } from './scale.ts';
import type { TrendDesign, TrendSeries } from './trend-result.ts';

/** Both sides of a change take that many runs. */
export const fewestRuns: number = 2 * fewestOfPart;

/** Tells by what the runs on both sides differ, see `differencesAcross`. */
type Differences = (before: readonly number[], after: readonly number[]) => readonly string[];

/**
 * Whether a series got worse within the newest `gatedRuns` runs: what it is now, since its last change, against what it was
 * before the first one of those runs. `changes` are its own, in the order of the runs. Where conditions changed too, it can't
 * be told; nor with fewer than six runs. Without a number in the newest run there is no data.
 */
export function trendGate(
  series: TrendSeries,
  changes: readonly FoundChange[],
  gatedRuns: number,
  design: TrendDesign,
  differencesOf: Differences,
): GateOutcome {
  const recent = changes.filter(({ firstAfter }) => firstAfter >= series.values.length - gatedRuns);
  const [before, after] = [recent[0]?.before ?? [], recent.at(-1)?.after ?? []];
  const change = changeBetween(series, before, after, design);
  const gate = gateOf(change, design, (standing) => noteOn(standing, series.values.length - (after[0] ?? 0)));
  if (series.values.at(-1) === null) {
    return { ...gate, verdict: 'no-data', note: 'the newest run has no such number' };
  }
  const seen = placedRuns(series, scaleOf(series, design)).length;
  if (seen < fewestRuns) {
    const note = `a change takes ${fewestRuns} runs to show, and ${seen} have this number`;
    return { ...gate, verdict: 'inconclusive', value: null, margin: null, note };
  }
  if (recent.length === 0) return { ...gate, verdict: 'passed', note: null };
  const differences = differencesOf(before, after);
  if (differences.length === 0 || gate.verdict === 'passed') return gate;
  return { ...gate, verdict: 'inconclusive', note: `other conditions: ${differences.join('; ')}` };
}

/** `runs`: since the last change. */
function noteOn(standing: Standing, runs: number): string | null {
  if (standing === 'worse') return `for ${runs} runs now`;
  return standing === 'open' ? 'it changed, but maybe by less: more runs would tell' : null;
}

/** No change at all where there are no runs to compare. */
function changeBetween(
  series: TrendSeries,
  before: readonly number[],
  after: readonly number[],
  design: TrendDesign,
): Change {
  const { values, isGated: _isGated, ...about } = series;
  const scale = scaleOf(series, design);
  const placesOf = (runs: readonly number[]): number[] =>
    runs.map((run) => scale.place(values[run] ?? null)).filter((place) => place !== null);
  const untold = { ...about, pValue: null, detectable: null };
  if (before.length === 0 || after.length === 0) {
    return { ...untold, base: null, head: null, effect: 0, interval: null, verdict: 'same' };
  }
  const difference = meanDifference(placesOf(before), placesOf(after), confidence);
  return {
    ...untold,
    base: scale.valueAt(difference.left),
    head: scale.valueAt(difference.right),
    effect: scale.effectOf(difference.difference),
    interval: intervalOf(scale, difference),
    verdict: verdictOf(series, scale, difference),
  };
}
