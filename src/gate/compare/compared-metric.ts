import { canonicalMetric, isShare, type Metric } from '../../scenario/threshold-metric.ts';
import type { Change } from '../change.ts';

/** What is compared: a metric of all requests, or of those of one name. */
export type ComparedMetric = {
  readonly request: string | null;
  readonly metric: Metric;
  /** Whether it decides; the others are only shown. */
  readonly isGated: boolean;
  /** Somebody asked for it, so that its absence is told. */
  readonly isWanted: boolean;
};

/** How its change is told. `unitOf` a count would be no unit of a change: see {@link isComparable}. */
export function kindOfChange(
  metric: Metric,
): Pick<Change, 'metric' | 'unit' | 'isHigherBetter' | 'effectKind'> {
  return {
    metric: canonicalMetric(metric),
    unit: unitOfChange(metric) ?? 'ms',
    isHigherBetter: metric.kind === 'rate' || metric.kind === 'checks' || metric.kind === 'check',
    effectKind: isShare(metric) ? 'points' : 'ratio',
  };
}

/** Times, rates and shares; counts are decided by the length of a run. */
export function isComparable(metric: Metric): boolean {
  return unitOfChange(metric) !== null;
}

function unitOfChange(metric: Metric): Change['unit'] | null {
  if (isShare(metric)) return '%';
  if (metric.kind === 'latency') return 'ms';
  return metric.kind === 'rate' ? '/s' : null;
}
