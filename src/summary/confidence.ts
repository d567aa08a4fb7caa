import { confidenceLevel } from '../inference/dependence.ts';
import { type QuantileInterval, quantileIntervals } from '../inference/quantile-intervals.ts';
import { isOpenWork } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import type { Samples } from '../stats/samples.ts';
import type { Tally } from '../stats/tally.ts';
import { type QuantileKey, reportedQuantiles, samplesNeeded } from './quantiles.ts';
import type { Confidence, PercentileInterval } from './result.ts';

/**
 * Intervals for the percentiles of the headline latency, all outcomes; only for those that the sample carries. null
 * when there were too few seconds with samples.
 */
export function confidenceOf({ work, seed }: Plan, { latencyWindows, samples }: Tally): Confidence | null {
  const [series, parts] = isOpenWork(work)
    ? (['response', [samples.responseOk, samples.responseRest]] as const)
    : (['service', [samples.serviceOk, samples.serviceRest]] as const);
  const windows = latencyWindows.list().map(({ counts }) => counts);
  const count = parts.reduce((sum, { histogram }) => sum + histogram.count, 0);
  const carried = reportedQuantiles.filter(({ quantile }) => count >= samplesNeeded(quantile));
  const found = quantileIntervals(
    windows,
    carried.map(({ quantile }) => quantile),
    seed,
  );
  if (found === null) return null;
  const intervals = carried.map(({ key }, index) => [key, found.intervals[index] ?? null] as const);
  return {
    series,
    level: confidenceLevel,
    windows: found.windows,
    blockLength: found.blockLength,
    autocorrelation: found.autocorrelation,
    percentiles: percentilesOf(new Map(intervals), censoredFromUs(parts)),
  };
}

function percentilesOf(
  intervals: ReadonlyMap<QuantileKey, QuantileInterval | null>,
  fromUs: number,
): Confidence['percentiles'] {
  const told = (key: QuantileKey): PercentileInterval | null => {
    const interval = intervals.get(key) ?? null;
    if (interval === null) return null;
    // Among lower bounds the true value may be any above; a bound from below stays one.
    const isBounded = interval.highUs !== null && interval.highUs < fromUs;
    return { ...interval, highUs: isBounded ? interval.highUs : null };
  };
  return {
    p50Us: told('p50Us'),
    p75Us: told('p75Us'),
    p90Us: told('p90Us'),
    p95Us: told('p95Us'),
    p99Us: told('p99Us'),
    p999Us: told('p999Us'),
    p9999Us: told('p9999Us'),
  };
}

/** In whole microseconds as the slots are; Infinity when no sample is a lower bound. */
function censoredFromUs(parts: readonly Samples[]): number {
  return Math.round(Math.min(...parts.map((part) => part.censoredFromUs)));
}
