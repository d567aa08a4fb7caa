import type { Result, TimeSeriesPoint } from '../../summary/result.ts';
import { formatCount, formatLatency, formatRate } from '../format.ts';
import type { AxisUnit } from './page.ts';
import { plot, type Plot } from './plot.ts';
import { rangeText, ratesOf, valuesOf } from './time-columns.ts';

type NamedResult = { readonly name: string; readonly result: Result };

type Overlay = {
  readonly id: string;
  readonly title: string;
  readonly unit: AxisUnit;
  readonly label: string;
  readonly isLog?: boolean;
  readonly valuesOf: (result: Result) => readonly (number | null)[];
  readonly format: (value: number) => string;
};

const overlays: readonly Overlay[] = [
  {
    id: 'throughput',
    title: 'Throughput',
    unit: 'per-s',
    label: 'answered per second',
    valuesOf: (result) => ratesOf(result, (point) => point.answered),
    format: formatRate,
  },
  latency('p50', (point) => point.p50Us),
  latency('p99', (point) => point.p99Us),
  {
    id: 'failed',
    title: 'Failed',
    unit: 'per-s',
    label: 'failed per second',
    valuesOf: (result) => ratesOf(result, (point) => point.failed),
    format: formatRate,
  },
  {
    id: 'in-flight',
    title: 'In flight',
    unit: 'count',
    label: 'open requests',
    valuesOf: (result) => valuesOf(result, (point) => point.inFlight),
    format: formatCount,
  },
];

/** One chart for each number over time, a line for each run; all begin where their load did, warm-ups before it. */
export function overlayCharts(runs: readonly NamedResult[]): Plot[] {
  const places = runs.map(({ result }) => sinceLoadS(result));
  const all = [...new Set(places.flat())].toSorted((a, b) => a - b);
  return overlays.flatMap((overlay) => overlayPlot(overlay, runs, places, all));
}

function overlayPlot(
  { valuesOf: read, format, unit, label, isLog = false, ...spec }: Overlay,
  runs: readonly NamedResult[],
  places: readonly (readonly number[])[],
  all: readonly number[],
): Plot[] {
  const columns = runs.map(({ result }, index) => {
    const values = read(result);
    const byPlace = new Map(places[index]?.map((place, row) => [place, values[row] ?? null]));
    return all.map((place) => byPlace.get(place) ?? null);
  });
  const isNothing = columns.every((values) => values.every((value) => value === null || value === 0));
  if (isNothing) return [];
  const sentences = runs.map(({ name }, index) => `${name}: ${rangeText(columns[index] ?? [], format)}.`);
  return plot({
    ...spec,
    description: sentences.join(' '),
    x: { label: 'time', unit: 'elapsed', isLog: false, values: all },
    ys: [{ label, unit, isLog }],
    series: runs.map(({ name }, index) => ({
      label: name,
      colour: index,
      style: 'line',
      values: columns[index] ?? [],
    })),
    spans: warmupSpan(all),
    sync: 'time',
  });
}

function latency(percentile: string, of: (point: TimeSeriesPoint) => number | null): Overlay {
  return {
    id: `${percentile}-over-time`,
    title: `${percentile} over time`,
    unit: 'us',
    label: percentile,
    isLog: true,
    valuesOf: (result) => valuesOf(result, of),
    format: formatLatency,
  };
}

/** To the nearest interval, so that runs share their places. */
function sinceLoadS({ timeSeries, load }: Result): number[] {
  const stepMs = Math.max(1, timeSeries.intervalMs);
  return timeSeries.points.map(({ atMs }) => (Math.round((atMs - load.warmupMs) / stepMs) * stepMs) / 1000);
}

function warmupSpan(
  places: readonly number[],
): { from: number; to: number; label: string; isDimmed: boolean }[] {
  const first = places[0] ?? 0;
  return first < 0 ? [{ from: first, to: 0, label: 'warm-up', isDimmed: true }] : [];
}
