import { meanInterval } from '../inference/mean-interval.ts';
import type { Metric } from '../scenario/threshold.ts';
import { canonicalMetric } from '../scenario/threshold-metric.ts';
import type { Confidence, GateInterval, Result, ShareConfidence } from '../summary/result.ts';
import type { Measured } from './measured.ts';
import { distributionOf, headlineSeries, keyOfStatistic, type LatencyMetric } from './read-latency.ts';
import { checksOf, rowOf } from './read-run.ts';

/** Where the true value of a metric lies, in its unit, as far as a result tells. */
export type Certainty =
  | { readonly kind: 'interval'; readonly interval: GateInterval }
  /** A count or an extreme of this very run: nothing is estimated. */
  | { readonly kind: 'fact' }
  | { readonly kind: 'unknown'; readonly why: string };

const confidenceLevel = 0.95;

export function certaintyOf(request: string | null, metric: Metric, measured: Measured): Certainty {
  if (measured.kind === 'sync-vs-async') {
    if (metric.kind !== 'speedup') return unknown('no interval is kept of it, only of speedup');
    const { speedupInterval } = measured.effect;
    return speedupInterval === null
      ? unknown('rounds tell how sure it is: --rounds 4')
      : known(speedupInterval);
  }
  switch (metric.kind) {
    case 'latency':
      return certaintyOfTime(request, metric, measured);
    case 'errors':
      return ofShare(sharesOf(request, measured)?.errors);
    case 'checks':
      return ofShare(sharesOf(request, measured)?.checks);
    case 'check':
      return certaintyOfCheck(request, metric, measured);
    case 'rate':
      return request === null
        ? certaintyOfRate(measured)
        : unknown('no interval is kept of the rate of one request');
    default:
      return { kind: 'fact' };
  }
}

function certaintyOfTime(request: string | null, metric: LatencyMetric, result: Result): Certainty {
  const { series, outcome, statistic } = metric;
  if (statistic === 'min' || statistic === 'max') return { kind: 'fact' };
  const row = request === null ? null : rowOf(request, result);
  if (request !== null && row === null) return unknown('no request of that name was sent');
  const own = distributionOf(metric, result, row);
  const all = distributionOf({ ...metric, outcome: 'all' }, result, row);
  const headline = headlineSeries(result);
  // Without a failure the ok ones are all of them.
  const isHeadline = (series ?? headline) === headline && (outcome === 'all' || own?.count === all?.count);
  if (!isHeadline) {
    return unknown(
      `no interval is kept of ${canonicalMetric(metric)}, only of ${headline} time of all outcomes`,
    );
  }
  const confidence = row === null ? result.latency.confidence : row.confidence.latency;
  if (confidence === null) return unknown('an interval needs 10 s with samples at least');
  const interval = statistic === 'mean' ? meanOf(confidence) : percentileOf(confidence, statistic);
  return interval === null
    ? unknown(
        statistic === 'mean' ? 'unfinished requests leave the mean open' : 'the run was too short for it',
      )
    : known(interval);
}

function meanOf({ mean, level }: Confidence): GateInterval | null {
  return mean === null ? null : { confidence: level, low: mean.lowUs / 1000, high: mean.highUs / 1000 };
}

function percentileOf(
  { percentiles, level }: Confidence,
  statistic: Exclude<LatencyMetric['statistic'], 'mean' | 'min' | 'max'>,
): GateInterval | null {
  const found = percentiles[keyOfStatistic[statistic]];
  if (found === null) return null;
  const { lowUs, highUs } = found;
  return { confidence: level, low: lowUs / 1000, high: highUs === null ? null : highUs / 1000 };
}

function sharesOf(request: string | null, result: Result): Result['shares'] | undefined {
  return request === null ? result.shares : rowOf(request, result)?.confidence.shares;
}

function certaintyOfCheck(
  request: string | null,
  metric: Extract<Metric, { readonly kind: 'check' }>,
  result: Result,
): Certainty {
  const [check, ...others] = checksOf(request, metric, result);
  if (others.length > 0) return unknown('several requests have this check: name one of them before it');
  return ofShare(check?.confidence);
}

function ofShare(share: ShareConfidence | null | undefined): Certainty {
  if (share === null || share === undefined) return unknown('there is nothing that it is a share of');
  return known({ confidence: share.level, low: 100 * share.low, high: 100 * share.high });
}

/** Of whole seconds within the measured part. */
function certaintyOfRate({ timeSeries, load, measuredMs }: Result): Certainty {
  const { intervalMs, points } = timeSeries;
  const endMs = load.warmupMs + measuredMs;
  const whole = points.filter(({ atMs }) => atMs >= load.warmupMs && atMs + intervalMs <= endMs);
  const seconds = intervalMs / 1000;
  const found = meanInterval(
    whole.map(({ answered }) => ({ sum: answered / seconds, count: 1 })),
    load.seed,
  );
  if (found === null) return unknown('an interval needs 10 s at least');
  return known({ confidence: confidenceLevel, low: Math.max(0, found.low), high: found.high });
}

function known({ confidence, low, high }: GateInterval): Certainty {
  return { kind: 'interval', interval: { confidence, low, high } };
}

function unknown(why: string): Certainty {
  return { kind: 'unknown', why };
}
