import { present } from '../../base/assert.ts';
import { version } from '../../base/version.ts';
import type { LeftOut } from '../compare/compare-result.ts';
import type { ComparedMetric } from '../compare/compared-metric.ts';
import type { StoredRun } from '../compare/make-side.ts';
import { nameOf } from '../changes/standing.ts';
import { findChanges, type FoundChange } from './find-changes.ts';
import { conditionNotes, conditionNumbers, differencesAcross } from './run-conditions.ts';
import { findingOf } from './trend-finding.ts';
import { trendGate } from './trend-gates.ts';
import type { TrendChange, TrendDesign, TrendResult, TrendSeries } from './trend-result.ts';
import { isEmpty, lowerBounds, seriesOf } from './trend-series.ts';
import { trustNotes } from './trust-notes.ts';

export type CountedRuns = {
  readonly label: string;
  /** Oldest first; one at least. */
  readonly runs: readonly StoredRun[];
  readonly leftOut: readonly LeftOut[];
};

/** How the metrics of runs moved, gates included. */
export function makeTrend(
  { label, runs, leftOut }: CountedRuns,
  metrics: readonly ComparedMetric[],
  design: TrendDesign,
): TrendResult {
  const newest = present(runs.at(-1)).result;
  const numbers = conditionNumbers(runs);
  const all = metrics.map((metric) => ({ metric, series: seriesOf(metric, runs) }));
  const shown = all.filter(({ metric, series }) => metric.isWanted || !isEmpty(series));
  const found = shown.map(({ series }) => ({ series, changes: findChanges(series, design) }));
  const differencesOf = (before: readonly number[], after: readonly number[]): string[] =>
    differencesAcross(runs, numbers, before, after);
  const { gatedRuns } = design;
  const parts = {
    runs: runs.map(({ name, result }, run) => {
      return { name, startedAt: result.startedAt, conditions: numbers[run] ?? 0 };
    }),
    series: shown.map(({ series }) => series),
    changePoints: newestFirst(found.flatMap(({ changes }) => changes)).map((change) =>
      told(change, differencesOf),
    ),
  };
  return {
    schemaVersion: 1,
    kind: 'trend',
    inrush: version,
    startedAt: newest.startedAt,
    scenario: newest.scenario,
    label,
    design,
    ...parts,
    leftOut,
    notes: [...conditionNotes(runs, numbers), ...trustNotes(runs), ...metricNotes(all, runs)],
    finding: findingOf(parts),
    completion: { state: 'complete' },
    trust: { level: 'ok', reasons: [] },
    gates:
      gatedRuns === null
        ? []
        : found
            .filter(({ series }) => series.isGated)
            .map(({ series, changes }) => trendGate(series, changes, gatedRuns, design, differencesOf)),
  };
}

/** Those that decide before the others of the same run. */
function newestFirst(changes: readonly FoundChange[]): FoundChange[] {
  return changes
    .toSorted((a, b) => Number(b.isGated) - Number(a.isGated))
    .toSorted((a, b) => b.firstAfter - a.firstAfter);
}

function told(
  { before, after, ...change }: FoundChange,
  differencesOf: (before: readonly number[], after: readonly number[]) => readonly string[],
): TrendChange {
  return { ...change, differences: differencesOf(before, after) };
}

/** What no run has, and where numbers are only lower bounds. */
function metricNotes(
  all: readonly { readonly metric: ComparedMetric; readonly series: TrendSeries }[],
  runs: readonly StoredRun[],
): string[] {
  return all
    .filter(({ metric }) => metric.isGated)
    .flatMap(({ metric, series }) => {
      if (isEmpty(series)) return [`no run has ${nameOf(series)}: were there too few requests?`];
      const bounds = lowerBounds(metric, runs);
      if (bounds === 0) return [];
      const are = bounds === 1 ? 'one run knows' : `${bounds} runs know`;
      return [`${are} of ${nameOf(series)} only that it is at least so much`];
    });
}
