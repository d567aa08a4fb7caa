import { samplesNeeded } from '../../summary/quantiles.ts';
import type { Result } from '../../summary/result.ts';
import { type AbMetric, type AbMetricContext, abMetrics } from './ab-metrics.ts';

/** What was asked for, as thresholds name it; nothing: the usual ones, as far as a block can carry them. */
export type AskedMetrics = { readonly context: AbMetricContext; readonly wanted: readonly string[] };

const tails = [
  { name: 'p99', quantile: 0.99 },
  { name: 'p95', quantile: 0.95 },
  { name: 'p90', quantile: 0.9 },
] as const;
/** Blocks differ in how many requests they have, and none should lack the number. */
const spare = 1.25;

/**
 * Those that decide come first. `blocks` are like those that will be measured: where they have too few requests for p99,
 * the highest percentile that they have enough for takes its place, unless it was asked for by name.
 */
export function metricsFor(
  { context, wanted }: AskedMetrics,
  blocks: readonly Result[] = [],
): readonly AbMetric[] {
  const samples = Math.min(
    ...blocks.map(({ latency }) => (latency.responseTime ?? latency.serviceTime).all.count),
  );
  const tail = tails.find(({ quantile }) => samples >= spare * samplesNeeded(quantile));
  if (wanted.length > 0 || tail?.name === 'p99') return abMetrics(context, wanted);
  const rate = context.model === 'closed' ? ['rate'] : [];
  return abMetrics(context, ['p50', ...(tail === undefined ? [] : [tail.name]), ...rate]);
}
