import { confidenceLevel } from '../inference/dependence.ts';
import { meanInterval } from '../inference/mean-interval.ts';
import { type QuantileInterval, quantileIntervals } from '../inference/quantile-intervals.ts';
import type { LatencyWindow } from '../stats/latency-windows.ts';
import type { Samples } from '../stats/samples.ts';
import { type QuantileKey, reportedQuantiles, samplesNeeded } from './quantiles.ts';
import type { Confidence, MeanInterval, PercentileInterval } from './result.ts';

/** The times of all outcomes, whole and window by window. */
export type Measurement = {
  readonly series: Confidence['series'];
  readonly parts: readonly Samples[];
  readonly windows: readonly LatencyWindow[];
  readonly seed: number;
};

/**
 * Intervals for the mean and for the percentiles that the sample carries. null when there were too few seconds with
 * samples.
 */
export function confidenceOf({ series, parts, windows, seed }: Measurement): Confidence | null {
  const counts = windows.map((window) => window.counts);
  const count = parts.reduce((sum, { histogram }) => sum + histogram.count, 0);
  const carried = reportedQuantiles.filter(({ quantile }) => count >= samplesNeeded(quantile));
  const found = quantileIntervals(
    counts,
    carried.map(({ quantile }) => quantile),
    seed,
  );
  if (found === null) return null;
  const intervals = carried.map(({ key }, index) => [key, found.intervals[index] ?? null] as const);
  const fromUs = censoredFromUs(parts);
  return {
    series,
    level: confidenceLevel,
    windows: found.windows,
    blockLength: found.blockLength,
    autocorrelation: found.autocorrelation,
    mean: fromUs === Infinity ? meanOf(counts, seed) : null,
    percentiles: percentilesOf(new Map(intervals), fromUs),
  };
}

function meanOf(windows: readonly LatencyWindow['counts'][], seed: number): MeanInterval | null {
  const interval = meanInterval(
    windows.map(({ sumUs, count }) => ({ sum: sumUs, count })),
    seed,
  );
  return interval === null ? null : { lowUs: Math.max(0, interval.low), highUs: interval.high };
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
