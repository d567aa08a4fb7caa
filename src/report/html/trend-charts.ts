import { nameOf } from '../../gate/changes/standing.ts';
import { changeText, dayOf } from '../../gate/trend/trend-finding.ts';
import type { TrendChange, TrendResult, TrendSeries } from '../../gate/trend/trend-result.ts';
import { levelsText, metricValue } from '../trend-parts.ts';
import type { Axis, AxisUnit, Column, Span } from './page.ts';
import { plot, type Plot } from './plot.ts';

/** Charts of more metrics would be a wall; the table has them all. */
const mostCharts = 12;
const mostSpans = 20;

const axes: Readonly<Record<TrendSeries['unit'], { readonly unit: AxisUnit; readonly factor: number }>> = {
  ms: { unit: 'us', factor: 1000 },
  '/s': { unit: 'per-s', factor: 1 },
  '%': { unit: 'share', factor: 0.01 },
};

/** A chart for each metric that decides, and for others that changed: every run, and what was typical between changes. */
export function trendCharts(result: TrendResult): Plot[] {
  return chartedSeries(result).flatMap((series, index) => seriesChart(series, index, result));
}

function chartedSeries({ series, changePoints }: TrendResult): readonly TrendSeries[] {
  const decisive = series.filter(({ isGated, values }) => isGated && values.some((value) => value !== 0));
  const changed = series.filter((one) => !one.isGated && changePoints.some(isOf(one)));
  return [...decisive, ...changed].slice(0, mostCharts);
}

function seriesChart(series: TrendSeries, index: number, { runs, changePoints }: TrendResult): Plot[] {
  const { unit, factor } = axes[series.unit];
  const changes = changePoints.filter(isOf(series)).toSorted((a, b) => a.firstAfter - b.firstAfter);
  const x = runAxis(runs);
  const scaled = (values: Column): Column => values.map((value) => (value === null ? null : value * factor));
  return plot({
    id: `trend-${index + 1}`,
    title: nameOf(series),
    description: descriptionOf(series, changes, runs),
    x,
    ys: [{ label: nameOf(series), unit, isLog: false }],
    spans: [
      ...conditionSpans(runs, x.values),
      ...changes.slice(-mostSpans).map((change) => changeSpan(change, x.values)),
    ],
    sync: 'trend',
    series: [
      { label: 'run', style: 'points', colour: 0, values: scaled(series.values) },
      { label: 'typical', style: 'steps', colour: 1, values: scaled(typicalOf(changes, runs.length)) },
    ],
  });
}

/** By date; by number where a file doesn't tell a date, or one that isn't later than that before it. */
function runAxis(runs: TrendResult['runs']): Axis & { readonly values: readonly number[] } {
  const times = runs.map(({ startedAt }) => Date.parse(startedAt));
  const isInOrder = times.every((time, index) => time >= (times[index - 1] ?? -Infinity));
  return isInOrder
    ? { label: 'start of the run', unit: 'date', isLog: false, values: times }
    : { label: 'run', unit: 'count', isLog: false, values: runs.map((_, index) => index + 1) };
}

function isOf(series: TrendSeries): (change: TrendChange) => boolean {
  return ({ metric, request }) => metric === series.metric && request === series.request;
}

/** What is typical between two changes, at each run; nothing where nothing changed. */
function typicalOf(changes: readonly TrendChange[], runs: number): Column {
  const first = changes[0]?.base ?? null;
  return Array.from({ length: runs }, (_, run) => {
    const since = changes.findLast(({ firstAfter }) => firstAfter <= run);
    return since === undefined ? first : since.head;
  });
}

/** It happened between two runs. */
function changeSpan(change: TrendChange, times: readonly number[]): Span {
  const [from = 0, to = 0] = [times[change.lastBefore], times[change.firstAfter]];
  return {
    from,
    to,
    label: change.verdict === 'worse' || change.verdict === 'better' ? change.verdict : 'changed',
    isDimmed: false,
  };
}

/** Stretches of runs on the same machine, with the same load; nothing where all are. */
function conditionSpans(runs: TrendResult['runs'], times: readonly number[]): Span[] {
  const starts = runs.flatMap(({ conditions }, index) =>
    conditions === runs[index - 1]?.conditions ? [] : [index],
  );
  if (starts.length < 2 || starts.length > mostSpans) return [];
  return starts.map((start, index) => ({
    from: times[start] ?? 0,
    to: times[(starts[index + 1] ?? runs.length) - 1] ?? 0,
    label: `conditions ${(runs[start]?.conditions ?? 0) + 1}`,
    isDimmed: false,
  }));
}

function descriptionOf(
  series: TrendSeries,
  changes: readonly TrendChange[],
  runs: TrendResult['runs'],
): string {
  const newest = metricValue(series.values.at(-1) ?? null, series.unit);
  if (changes.length === 0) return `No change in ${runs.length} runs; the newest is ${newest}.`;
  const told = changes.map(
    (change) =>
      `since ${dayOf(runs[change.firstAfter]?.startedAt ?? '')} ${changeText(change)}, ${levelsText(change)}`,
  );
  return `${told.join('; ')}; the newest is ${newest}.`;
}
