import { describe, expect, it } from 'vitest';
import { runSpans } from '../../../src/report/html/run-spans.ts';
import { timeCharts } from '../../../src/report/html/time-charts.ts';
import { askedRates, boundsOf, rangeText, ratesOf } from '../../../src/report/html/time-columns.ts';
import type { Load } from '../../../src/scenario/load.ts';
import type { Result, TimeSeriesPoint } from '../../../src/summary/result.ts';
import { flowRun } from '../../support/sample-flow-result.ts';
import { closedRun } from '../../support/sample-result.ts';

const [first] = closedRun.timeSeries.points;

/** A run of so many seconds, the last of which may be cut short. */
function runOf(lengthMs: number, load: Load, changes: Partial<TimeSeriesPoint> = {}, warmupMs = 0): Result {
  if (first === undefined) throw new Error('the sample has no point');
  const points = Array.from({ length: Math.ceil((warmupMs + lengthMs) / 1000) }, (_, second) => ({
    ...first,
    ...changes,
    atMs: second * 1000,
    warmup: second * 1000 < warmupMs,
  }));
  return {
    ...closedRun,
    load: { ...closedRun.load, model: 'open', load, warmupMs },
    measuredMs: lengthMs,
    wallMs: lengthMs,
    timeSeries: { intervalMs: 1000, points },
  };
}

const steady: Load = {
  kind: 'constant-arrival-rate',
  ratePerS: 100,
  durationMs: 3000,
  arrival: 'uniform',
  iterations: null,
};
const ramp: Load = {
  kind: 'ramping-arrival-rate',
  startRatePerS: 0,
  stages: [
    { durationMs: 2000, targetPerS: 200 },
    { durationMs: 0, targetPerS: 500 },
    { durationMs: 2000, targetPerS: 500 },
  ],
  arrival: 'uniform',
  iterations: null,
};

describe('a rate over time', () => {
  it('is a count where the interval is whole', () => {
    expect(ratesOf(runOf(2000, steady, { answered: 40 }), ({ answered }) => answered)).toEqual([40, 40]);
  });

  it('is of the time that there was where the end cut the interval short', () => {
    expect(ratesOf(runOf(2800, steady, { answered: 40 }), ({ answered }) => answered)).toEqual([40, 40, 50]);
  });

  it('is unknown where hardly anything was left of it', () => {
    expect(ratesOf(runOf(2010, steady, { answered: 40 }), ({ answered }) => answered)).toEqual([
      40,
      40,
      null,
    ]);
  });
});

describe('the rate that was asked', () => {
  it('is the one of the load, and none in the warm-up', () => {
    expect(askedRates(runOf(3000, steady, {}, 2000))).toEqual([null, null, 100, 100, 100]);
  });

  it('follows the stages, a step at once', () => {
    expect(askedRates(runOf(4000, ramp))).toEqual([50, 150, 500, 500]);
  });

  it('is unknown of a scenario file, which asks for iterations', () => {
    expect(new Set(askedRates(flowRun))).toEqual(new Set([null]));
  });
});

describe('spans', () => {
  it('are the warm-up, dimmed, and the stages that take time', () => {
    expect(runSpans(runOf(4000, ramp, {}, 1000))).toEqual([
      { from: 0, to: 1, label: 'warm-up', isDimmed: true },
      { from: 1, to: 3, label: 'to 200/s', isDimmed: false },
      { from: 3, to: 5, label: 'to 500/s', isDimmed: false },
    ]);
  });

  it('end with the run', () => {
    expect(runSpans(runOf(2500, ramp)).at(-1)).toMatchObject({ from: 2, to: 2.5 });
    expect(runSpans(runOf(1500, ramp))).toEqual([{ from: 0, to: 1.5, label: 'to 200/s', isDimmed: false }]);
  });

  it('of several flows end where a stage of any of them does', () => {
    const vus: Load = { kind: 'ramping-vus', startVus: 1, stages: [{ durationMs: 3000, targetVus: 9 }] };
    const [flow] = flowRun.flows;
    if (flow === undefined) throw new Error('the sample has no flow');
    const flows = [
      { ...flow, name: 'a', load: ramp },
      { ...flow, name: 'b', load: vus },
    ];
    expect(runSpans({ ...runOf(4000, ramp), flows }).map(({ from, label }) => [from, label])).toEqual([
      [0, 'a to 200/s'],
      [2, 'b to 9 VUs'],
      [3, 'a to 500/s'],
    ]);
  });
});

it('percentiles that rest on lower bounds are told apart', () => {
  const p99 = ({ p99Us }: TimeSeriesPoint): number | null => p99Us;
  expect(boundsOf(runOf(1000, steady, { p99Us: 900, censoredFromUs: 900 }), p99)).toEqual([900]);
  expect(boundsOf(runOf(1000, steady, { p99Us: 899, censoredFromUs: 900 }), p99)).toEqual([null]);
  expect(boundsOf(runOf(1000, steady, { p99Us: 899, censoredFromUs: null }), p99)).toEqual([null]);
});

it('draws nothing of a single second, and no line of what never happened', () => {
  expect(timeCharts(runOf(900, steady))).toEqual([]);
  const labels = timeCharts(runOf(3000, steady)).flatMap(({ chart }) =>
    chart.series.map(({ label }) => label),
  );
  expect(labels).toEqual(['answered', 'asked', 'p50', 'p99', 'max', 'in flight']);
  const ill = timeCharts(runOf(3000, steady, { failed: 2, missed: 1 }));
  expect(ill[0]?.chart.series.map(({ label }) => label)).toEqual(['answered', 'asked', 'failed', 'missed']);
});

it('says in words from where to where numbers went', () => {
  expect(rangeText([3, null, 1, 2], (value) => `${value} s`)).toBe('1 s to 3 s');
  expect(rangeText([null], String)).toBe('none');
});
