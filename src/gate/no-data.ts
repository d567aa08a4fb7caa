import type { Metric } from '../scenario/threshold.ts';
import { needsOpenModel } from '../scenario/threshold-metric.ts';
import { reportedQuantiles, samplesNeeded } from '../summary/quantiles.ts';
import type { Measured } from './measured.ts';
import { distributionOf } from './read-latency.ts';
import { rowOf } from './read-run.ts';

/** Why what was measured has no such number. */
export function whyNoData(request: string | null, metric: Metric, measured: Measured): string {
  if (measured.kind === 'sync-vs-async') return 'this comparison has no such number';
  const row = request === null ? null : rowOf(request, measured);
  if (request !== null && row === null) return 'no request of that name was sent';
  if (measured.load.model === 'closed' && needsOpenModel(metric)) return 'a closed model plans no starts';
  switch (metric.kind) {
    case 'latency': {
      const count = distributionOf(metric, measured, row)?.count ?? 0;
      const quantile = reportedQuantiles.find(({ label }) => label === metric.statistic)?.quantile;
      if (count === 0 || quantile === undefined) return 'no such time was measured';
      const needed = samplesNeeded(quantile);
      return `${metric.statistic} needs ${needed} samples at least, and there are ${count}`;
    }
    case 'checks':
    case 'check':
    case 'checks.failed':
      return 'no such check was made';
    case 'missed':
      return 'nothing was planned';
    default:
      return 'nothing was sent';
  }
}
