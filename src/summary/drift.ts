import { trendOf } from '../inference/trend.ts';
import { isOpenWork } from '../plan/loads.ts';
import { Histogram } from '../stats/histogram.ts';
import type { LatencyWindow } from '../stats/latency-windows.ts';
import type { Drift } from './result.ts';
import type { RunRecord } from './run-record.ts';

/** A trend that is seen where there is none in one run of a hundred. */
const mostChance = 0.01;
/** Over the measured part; less is no news even when it is certain. */
const leastChange = 0.02;

/**
 * Whether the median latency of a second moved over the measured part. null with fewer than ten seconds that have
 * samples, or when the median is 0. Seconds after the end of the load are left out: only what was slow ended there.
 */
export function driftOf({ plan, tally, startAt, endAt }: Measurement): Drift | null {
  const windows = tally.latencyWindows.list().filter(({ interval }) => startAt + interval * 1000 < endAt);
  const times = windows.map(({ interval }) => interval);
  const trend = trendOf(times, medians(windows));
  if (trend === null || trend.median === 0) return null;
  const perS = trend.slope / trend.median;
  const spanS = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return {
    series: isOpenWork(plan.work) ? 'response' : 'service',
    perMinute: perS * 60,
    pValue: trend.pValue,
    intervals: windows.length,
    isSignificant: trend.pValue < mostChance && Math.abs(perS * spanS) >= leastChange,
  };
}

type Measurement = Pick<RunRecord, 'plan' | 'tally' | 'startAt' | 'endAt'>;

function medians(windows: readonly LatencyWindow[]): number[] {
  const histogram = new Histogram();
  return windows.map(({ counts }) => {
    histogram.reset();
    histogram.merge(counts);
    return histogram.quantileUs(0.5) ?? 0;
  });
}
