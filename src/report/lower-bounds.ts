import type { Result } from '../summary/result.ts';
import { formatCount, formatDuration, formatLatency } from './format.ts';

/** What `≥` rests on in the headline: how many of its times are lower bounds, and of what; null without any. */
export function lowerBoundSentence({ latency, accounting, load }: Result): string | null {
  const { all } = latency.responseTime ?? latency.serviceTime;
  if (all.censoredFromUs === null) return null;
  const name = latency.responseTime === null ? 'service' : 'response';
  const missed = latency.responseTime === null ? 0 : sum(accounting.missed);
  const stop =
    load.gracefulStopMs === 0 ? 'at the end' : `${formatDuration(load.gracefulStopMs)} after the end`;
  const kinds = [
    [accounting.timeout, 'timeouts'],
    [missed, 'missed starts'],
    [accounting.censored, `still open ${stop}`],
    [accounting.aborted, 'aborted'],
  ] as const;
  const parts = kinds.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  const share = `${formatCount(all.censored)} of ${formatCount(all.count)} ${name} times`;
  const why = parts.length === 0 ? '' : `: ${parts.join(', ')}`;
  return `≥ ${share} are lower bounds, from ${formatLatency(all.censoredFromUs)} on${why}`;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
