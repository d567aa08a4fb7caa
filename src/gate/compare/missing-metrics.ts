import { canonicalMetric, type Metric } from '../../scenario/threshold-metric.ts';
import type { ComparedMetric } from './compared-metric.ts';
import { type ComparedSide, readingsOf } from './compared-side.ts';

export type SplitMetrics = {
  readonly present: readonly ComparedMetric[];
  /** Why the usual metrics that are left out are: `no run of main has a p99, which takes more requests`. */
  readonly missing: readonly string[];
};

/**
 * Takes off what a run of few requests can't have: a usual percentile that a side lacks though it has times, and what is
 * only to be shown. What somebody asked for stays, and so does what is missing for want of a success.
 */
export function splitMissing(
  metrics: readonly ComparedMetric[],
  base: ComparedSide,
  head: ComparedSide,
): SplitMetrics {
  const lacking = (metric: ComparedMetric): ComparedSide[] =>
    [base, head].filter((side) => readingsOf(side, metric.request, metric.metric).length === 0);
  const isLeftOut = (metric: ComparedMetric): boolean => {
    const sides = lacking(metric);
    if (sides.length === 0 || metric.isWanted) return false;
    return !metric.isGated || sides.every((side) => hasTimes(side, metric.metric));
  };
  const leftOut = metrics.filter(isLeftOut);
  return {
    present: metrics.filter((metric) => !leftOut.includes(metric)),
    missing: leftOut
      .filter(({ isGated }) => isGated)
      .map((metric) => {
        const labels = lacking(metric).map(({ label }) => label);
        return `no run of ${labels.join(' and ')} has a ${canonicalMetric(metric.metric)}, which takes more requests`;
      }),
  };
}

/** However few requests there are, they have a longest one. */
function hasTimes(side: ComparedSide, metric: Metric): boolean {
  return metric.kind === 'latency' && readingsOf(side, null, { ...metric, statistic: 'max' }).length > 0;
}
