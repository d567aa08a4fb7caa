import { assertNever } from '../base/assert.ts';
import { usToMs } from '../base/units.ts';
import type { Metric, Outcome, Series, Statistic } from '../scenario/threshold.ts';
import type { Distribution, OkAndAll, RequestRow, Result } from '../summary/result.ts';
import type { Reading } from './reading.ts';

export type LatencyMetric = Extract<Metric, { readonly kind: 'latency' }>;

/** The same names as in a result. */
export const keyOfStatistic = {
  p50: 'p50Us',
  p75: 'p75Us',
  p90: 'p90Us',
  p95: 'p95Us',
  p99: 'p99Us',
  'p99.9': 'p999Us',
  'p99.99': 'p9999Us',
  mean: 'meanUs',
  min: 'minUs',
  max: 'maxUs',
} as const;

/** The times that a metric without one means. */
export function headlineSeries({ load }: Pick<Result, 'load'>): 'response' | 'service' {
  return load.model === 'open' ? 'response' : 'service';
}

/** null where there are no such times; of a request only response and service time are kept. */
export function distributionOf(
  { series, outcome }: LatencyMetric,
  result: Result,
  row: RequestRow | null,
): Distribution | null {
  const named = series ?? headlineSeries(result);
  return row === null ? ofAll(named, outcome, result.latency) : ofRow(named, outcome, row);
}

/** In milliseconds. */
export function readLatency(distribution: Distribution | null, statistic: Statistic): Reading | null {
  const us = distribution?.[keyOfStatistic[statistic]] ?? null;
  if (distribution === null || us === null) return null;
  const value = usToMs(us);
  return { value, lowest: value, highest: isBound(distribution, statistic, us) ? Infinity : value };
}

/** Any unfinished request may have been the slowest, and moves the mean; an order statistic only from its rank up. */
export function isBound({ censoredFromUs }: Distribution, statistic: Statistic, us: number): boolean {
  if (censoredFromUs === null) return false;
  return statistic === 'mean' || statistic === 'max' || us >= censoredFromUs;
}

function ofRow(series: Series, outcome: Outcome, row: RequestRow): Distribution | null {
  if (series === 'response') return row.responseTime?.[outcome] ?? null;
  return series === 'service' ? row.serviceTime[outcome] : null;
}

function ofAll(series: Series, outcome: Outcome, latency: Result['latency']): Distribution | null {
  const split: OkAndAll | null = series === 'response' ? latency.responseTime : latency.serviceTime;
  switch (series) {
    case 'response':
    case 'service':
      return split?.[outcome] ?? null;
    case 'ttfb':
      return latency.timeToFirstByte;
    case 'connect':
      return latency.connect;
    case 'tls':
      return latency.tls;
    case 'lag':
      return latency.startLag;
    default:
      return assertNever(series);
  }
}
