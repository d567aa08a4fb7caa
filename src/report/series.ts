import type { Distribution, OkAndAll, Result } from '../summary/result.ts';
import { formatLatency, noNumber } from './format.ts';

/** One row of latencies. */
export type Series = {
  readonly name: string;
  /** Only responses below 400; the series of all requests stands before it. */
  readonly okOnly: boolean;
  /** A sample per request, not per connection. */
  readonly perRequest: boolean;
  readonly distribution: Distribution;
};

/** The series of a run that have something to say, most important first. */
export function seriesOf(result: Result): readonly Series[] {
  const { responseTime, serviceTime, timeToFirstByte, connect, tls, startLag } = result.latency;
  const optional = [
    series('ttfb', timeToFirstByte),
    { ...series('connect', connect), perRequest: false },
    { ...series('tls', tls), perRequest: false },
    ...(startLag === null ? [] : [series('start lag', startLag)]),
  ];
  return [
    ...(responseTime === null ? [] : okAndAll('response time', responseTime)),
    ...okAndAll('service time', serviceTime),
    ...optional.filter(({ distribution }) => distribution.count > 0),
  ];
}

/** A percentile, or `–` where the sample can't carry it, or `≥ …` where it rests on lower bounds. */
export function percentileCell(us: number | null, distribution: Distribution): string {
  if (us === null) return noNumber;
  const { censoredFromUs } = distribution;
  return (censoredFromUs !== null && us >= censoredFromUs ? atLeast : '') + formatLatency(us);
}

/** The mean or the maximum: a single lower bound makes it one. */
export function extremeCell(us: number | null, distribution: Distribution): string {
  if (us === null) return noNumber;
  return (distribution.censored > 0 ? atLeast : '') + formatLatency(us);
}

const atLeast = '≥ ';

export function isLowerBound(cell: string): boolean {
  return cell.startsWith(atLeast);
}

/** Saves a column in each cell where a table would be too wide. */
export function squeezed(cell: string): string {
  return cell.replace(atLeast, '≥');
}

function okAndAll(name: string, { ok, all }: OkAndAll): Series[] {
  const differ = ok.count > 0 && ok.count < all.count;
  return [series(name, all), ...(differ ? [{ ...series(name, ok), okOnly: true }] : [])];
}

function series(name: string, distribution: Distribution): Series {
  return { name, okOnly: false, perRequest: true, distribution };
}
