import type { Load } from '../../scenario/load.ts';
import type { Result, TimeSeriesPoint } from '../../summary/result.ts';
import type { Column } from './page.ts';

/** Of an interval that the run's end cut short this much is enough to tell a rate. */
const enough = 0.5;

/** Seconds from the start of the run. */
export function elapsedS({ timeSeries }: Result): number[] {
  return timeSeries.points.map(({ atMs }) => atMs / 1000);
}

export function valuesOf(
  { timeSeries }: Result,
  of: (point: TimeSeriesPoint) => number | null,
): (number | null)[] {
  return timeSeries.points.map(of);
}

/** Counts of an interval as a rate; null where the run's end left too little of it. */
export function ratesOf(result: Result, of: (point: TimeSeriesPoint) => number): (number | null)[] {
  const { timeSeries, load, measuredMs, wallMs } = result;
  const endMs = load.warmupMs + Math.max(measuredMs, wallMs);
  return timeSeries.points.map((point) => {
    const lengthMs = Math.min(timeSeries.intervalMs, endMs - point.atMs);
    return lengthMs < enough * timeSeries.intervalMs ? null : (of(point) * 1000) / lengthMs;
  });
}

/** Percentiles that rest on lower bounds, which the true ones may exceed. */
export function boundsOf(
  { timeSeries }: Result,
  of: (point: TimeSeriesPoint) => number | null,
): (number | null)[] {
  return timeSeries.points.map((point) => {
    const value = of(point);
    const { censoredFromUs } = point;
    return value !== null && censoredFromUs !== null && value >= censoredFromUs ? value : null;
  });
}

/** The arrival rate that the load asked for in the middle of each interval; null where it asked for none. */
export function askedRates({ timeSeries, load, scenario, measuredMs }: Result): (number | null)[] {
  const { points, intervalMs } = timeSeries;
  return points.map(({ atMs, warmup }) => {
    const loadMs = atMs - load.warmupMs + intervalMs / 2;
    const isAsked = !warmup && scenario === null && loadMs < measuredMs;
    return isAsked ? rateAt(load.load, loadMs) : null;
  });
}

function rateAt(load: Load, loadMs: number): number | null {
  if (load.kind === 'constant-arrival-rate') return load.ratePerS;
  if (load.kind !== 'ramping-arrival-rate') return null;
  let [fromMs, ratePerS] = [0, load.startRatePerS];
  for (const { durationMs, targetPerS } of load.stages) {
    if (loadMs < fromMs + durationMs) {
      return ratePerS + ((targetPerS - ratePerS) * (loadMs - fromMs)) / durationMs;
    }
    fromMs += durationMs;
    ratePerS = targetPerS;
  }
  return null;
}

/** `812 µs to 1.24 ms`, or nothing to tell. */
export function rangeText(values: Column, format: (value: number) => string): string {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? 'none' : `${format(low)} to ${format(high)}`;
}
