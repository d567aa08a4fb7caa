import { usToMs } from '../../base/units.ts';
import { quantileRanks } from '../../inference/order-statistics.ts';
import { PooledWindows } from '../../inference/pooled-windows.ts';
import type { Metric, Statistic } from '../../scenario/threshold-metric.ts';
import { decodeHistogram } from '../../stats/hdr-codec.ts';
import type { Confidence, Distribution, Result, ShareConfidence } from '../../summary/result.ts';
import { distributionOf, headlineSeries, keyOfStatistic, type LatencyMetric } from '../read-latency.ts';
import { checksOf, readRun, rowOf } from '../read-run.ts';

/** Where a number of one run would lie if it went on for ever, with 95 % confidence; in the unit of the metric. */
export type SamplingInterval = {
  readonly low: number;
  /** null: nothing bounds it above. */
  readonly high: number | null;
};

export const samplingConfidence = 0.95;

const quantiles: Partial<Record<Statistic, number>> = {
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  'p99.9': 0.999,
  'p99.99': 0.9999,
};

/**
 * As the windows of the run tell it, or where it kept none the sample alone, as if its times had nothing to do with each
 * other. null where a run says nothing of how far off it may be, as of its slowest time.
 */
export function samplingInterval(
  request: string | null,
  metric: Metric,
  result: Result,
): SamplingInterval | null {
  const row = request === null ? null : rowOf(request, result);
  switch (metric.kind) {
    case 'latency': {
      const confidence = row === null ? result.latency.confidence : row.confidence.latency;
      return (
        ofWindows(metric, confidence, result) ??
        ofSample(metric.statistic, distributionOf(metric, result, row))
      );
    }
    case 'errors':
      return ofShare((row === null ? result.shares : row.confidence.shares).errors);
    case 'checks':
      return ofShare((row === null ? result.shares : row.confidence.shares).checks);
    case 'check':
      return ofShare(checksOf(request, metric, result)[0]?.confidence ?? null);
    case 'rate': {
      const reading = readRun(request, metric, result);
      return reading === null ? null : { low: reading.value, high: reading.value };
    }
    default:
      return null;
  }
}

function ofWindows(
  { series, outcome, statistic }: LatencyMetric,
  confidence: Confidence | null,
  result: Result,
): SamplingInterval | null {
  const isHeadline = series === null || series === headlineSeries(result);
  if (confidence === null || !isHeadline || outcome !== 'all') return null;
  const key = keyOfStatistic[statistic];
  if (key === 'minUs' || key === 'maxUs') return null;
  const interval = key === 'meanUs' ? confidence.mean : confidence.percentiles[key];
  if (interval === null) return null;
  const { lowUs, highUs } = interval;
  return { low: usToMs(lowUs), high: highUs === null ? null : usToMs(highUs) };
}

/** Order statistics of all samples. */
function ofSample(statistic: Statistic, distribution: Distribution | null): SamplingInterval | null {
  const quantile = quantiles[statistic];
  if (quantile === undefined || distribution === null || distribution.count === 0) return null;
  const times = timesOf(distribution);
  if (times === null) return null;
  const { low, high } = quantileRanks(times.count, quantile, samplingConfidence);
  if (low < 1) return null;
  return {
    low: usToMs(times.lowestUs(Math.floor(low))),
    high: high > times.count ? null : usToMs(times.highestUs(Math.ceil(high))),
  };
}

/** null of a histogram that was changed by hand: a stored text that the schema can't check. */
function timesOf({ histogram, minUs, maxUs }: Distribution): PooledWindows | null {
  try {
    const counts = decodeHistogram(histogram).counts();
    if (counts.count === 0) return null;
    return new PooledWindows([{ ...counts, minUs: minUs ?? counts.minUs, maxUs: maxUs ?? counts.maxUs }]);
  } catch {
    return null;
  }
}

function ofShare(share: ShareConfidence | null): SamplingInterval | null {
  return share === null ? null : { low: 100 * share.low, high: 100 * share.high };
}
