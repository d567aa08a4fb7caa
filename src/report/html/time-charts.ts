import type { Result } from '../../summary/result.ts';
import { formatCount, formatLatency, formatPercent, formatRate } from '../format.ts';
import type { AxisUnit } from './page.ts';
import { plot, type Plot, type PlottedSeries } from './plot.ts';
import { runSpans } from './run-spans.ts';
import { askedRates, boundsOf, elapsedS, rangeText, ratesOf, valuesOf } from './time-columns.ts';

/** What a baseline's runs came to, drawn across a chart. */
export type Level = {
  readonly label: string;
  readonly value: number;
  /** Where most of its runs were; null with a single one. */
  readonly band: { readonly low: number; readonly high: number } | null;
};

export type Levels = {
  readonly rate: Level | null;
  readonly p50Us: Level | null;
  readonly p99Us: Level | null;
};

export const noLevels: Levels = { rate: null, p50Us: null, p99Us: null };

/** Throughput, latency and requests in flight over the run, under each other. */
export function timeCharts(result: Result, levels: Levels = noLevels): Plot[] {
  return [throughputChart(result, levels.rate), latencyChart(result, levels), inFlightChart(result)].flat();
}

function throughputChart(result: Result, level: Level | null): Plot[] {
  const answered = ratesOf(result, (point) => point.answered);
  const failed = ratesOf(result, (point) => point.failed);
  const missed = ratesOf(result, (point) => point.missed);
  return timePlot(result, {
    id: 'throughput',
    title: 'Throughput',
    description: `Requests a second: answered ${rangeText(answered, formatRate)}, failed ${rangeText(failed, formatRate)}.`,
    unit: 'per-s',
    label: 'requests per second',
    series: [
      { label: 'answered', colour: 0, style: 'area', values: answered },
      { label: 'asked', colour: 1, style: 'dashed', values: askedRates(result) },
      ...levelSeries(level, 0, answered.length),
      { label: 'failed', colour: 3, style: 'line', values: unlessZero(failed) },
      { label: 'missed', colour: 4, style: 'line', values: unlessZero(missed) },
    ],
  });
}

function latencyChart(result: Result, { p50Us, p99Us }: Levels): Plot[] {
  const p50 = valuesOf(result, (point) => point.p50Us);
  const p99 = valuesOf(result, (point) => point.p99Us);
  const name = result.latency.responseTime === null ? 'Service time' : 'Response time';
  return timePlot(result, {
    id: 'latency-over-time',
    title: `${name} over time`,
    description: `${name} in each second: p50 ${rangeText(p50, formatLatency)}, p99 ${rangeText(p99, formatLatency)}.`,
    unit: 'us',
    isLog: true,
    label: name.toLowerCase(),
    series: [
      { label: 'p50', colour: 0, style: 'line', values: p50 },
      ...levelSeries(p50Us, 0, p50.length),
      { label: 'p99', colour: 1, style: 'line', values: p99 },
      ...levelSeries(p99Us, 1, p99.length),
      { label: 'max', colour: 2, style: 'line', values: valuesOf(result, (point) => point.maxUs) },
      {
        label: 'p99, at least',
        colour: 3,
        style: 'points',
        values: boundsOf(result, (point) => point.p99Us),
      },
    ],
  });
}

function inFlightChart(result: Result): Plot[] {
  const inFlight = valuesOf(result, (point) => point.inFlight);
  return timePlot(result, {
    id: 'in-flight',
    title: 'In flight',
    description: `Requests open at the end of each second: ${rangeText(inFlight, formatCount)}.`,
    unit: 'count',
    label: 'open requests',
    series: [{ label: 'in flight', colour: 0, style: 'steps', values: inFlight }],
  });
}

/** How the generator itself fared: its delay, and the busiest worker. */
export function generatorCharts(result: Result): Plot[] {
  const lag = valuesOf(result, (point) => point.startLagP99Us);
  const busy = valuesOf(result, (point) => point.eventLoopUtilization);
  return [
    ...timePlot(result, {
      id: 'start-lag',
      title: 'Start lag',
      description: `p99 of the start lag in each second: ${rangeText(lag, formatLatency)}.`,
      unit: 'us',
      label: 'p99 of the start lag',
      series: [{ label: 'start lag p99', colour: 0, style: 'line', values: lag }],
    }),
    ...timePlot(result, {
      id: 'event-loop',
      title: 'Event loop of the busiest worker',
      description: `Share of the time that it was not idle: ${rangeText(busy, formatPercent)}.`,
      unit: 'share',
      label: 'busy',
      series: [{ label: 'busy', colour: 0, style: 'area', values: busy }],
    }),
  ];
}

type TimePlot = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly unit: AxisUnit;
  readonly isLog?: boolean;
  readonly label: string;
  readonly series: readonly PlottedSeries[];
};

function timePlot(result: Result, { unit, isLog = false, label, ...spec }: TimePlot): Plot[] {
  return plot({
    ...spec,
    x: { label: 'time', unit: 'elapsed', isLog: false, values: elapsedS(result) },
    ys: [{ label, unit, isLog }],
    spans: runSpans(result),
    sync: 'time',
  });
}

function levelSeries(level: Level | null, colour: number, length: number): PlottedSeries[] {
  if (level === null) return [];
  const across = (value: number): number[] => Array.from({ length }, () => value);
  const { label, value, band } = level;
  const edges = band === null ? null : { low: across(band.low), high: across(band.high) };
  return [{ label, colour, style: 'dashed', values: across(value), band: edges }];
}

/** What never happened needs no line. */
function unlessZero(values: readonly (number | null)[]): readonly (number | null)[] {
  return values.some((value) => value !== null && value > 0) ? values : values.map(() => null);
}
