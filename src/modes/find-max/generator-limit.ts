import { usToMs } from '../../base/units.ts';
import type { Result, TrustReason, TrustSignal } from '../../summary/result.ts';
import { quantileOf, type SloCondition } from './slo.ts';

/** Signals that the generator had not enough of something to send the load, even where it got by. */
const short: readonly TrustSignal[] = ['missed-starts', 'achieved-rate', 'event-loop', 'local-errors'];

/** What only adds to the times that are measured, and takes nothing off the load. */
const slowing: readonly TrustSignal[] = ['start-lag', 'worker-gap', 'gc', 'throttling', 'steal', 'cpu-wait'];

/**
 * Why a trial says nothing of the target: its numbers can't be trusted, or it is beyond the SLO and the generator may be
 * what made it so. null where it does. That the target keeps an SLO although the generator made times longer is no doubt
 * of the target.
 */
export function generatorLimit(
  { trust, latency, completion }: Pick<Result, 'trust' | 'latency' | 'completion'>,
  failing: readonly SloCondition[],
): TrustReason | null {
  const invalid = trust.reasons.filter(({ level }) => level === 'invalid');
  const doubt = failing.length > 0 ? invalid[0] : invalid.find(({ signal }) => !slowing.includes(signal));
  if (doubt !== undefined) return doubt;
  if (trust.level === 'ok' || failing.length === 0) return null;
  // A trial that is ended early has not yet reached the starts of that instant.
  const isOwnStop = (signal: TrustSignal): boolean =>
    signal === 'missed-starts' && completion.state === 'partial';
  const shortage = trust.reasons.find(({ signal }) => short.includes(signal) && !isOwnStop(signal));
  if (shortage !== undefined) return shortage;
  const late = trust.reasons.find(({ signal }) => signal === 'start-lag');
  return late !== undefined && failing.every((condition) => isOurDelay(condition, latency)) ? late : null;
}

/** Whether a percentile of response time would keep its limit without the same percentile of the start lag. */
function isOurDelay({ metric, limit }: SloCondition, { responseTime, startLag }: Result['latency']): boolean {
  const isPercentile = quantileOf(metric) !== null;
  if (!isPercentile || metric.kind !== 'latency' || responseTime === null || startLag === null) return false;
  if (metric.series !== null && metric.series !== 'response') return false;
  const key = keyOfQuantile[metric.statistic];
  const [took, lag] = key === undefined ? [null, null] : [responseTime[metric.outcome][key], startLag[key]];
  return took !== null && lag !== null && usToMs(took - lag) <= limit;
}

const keyOfQuantile: Readonly<Record<string, 'p50Us' | 'p75Us' | 'p90Us' | 'p95Us' | 'p99Us' | undefined>> = {
  p50: 'p50Us',
  p75: 'p75Us',
  p90: 'p90Us',
  p95: 'p95Us',
  p99: 'p99Us',
};
