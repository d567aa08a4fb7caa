import type { Change } from '../../gate/change.ts';
import { nameOf } from '../../gate/changes/standing.ts';
import { readMetric } from '../../gate/read-metric.ts';
import { rowOf } from '../../gate/read-run.ts';
import { canonicalMetric, isShare, type Metric, needsOpenModel } from '../../scenario/threshold-metric.ts';
import { parseSubject } from '../../scenario/threshold-subject.ts';
import type { LoadInfo, Result } from '../../summary/result.ts';

/** What is compared between the two sides. */
export type AbMetric = Pick<Change, 'metric' | 'request' | 'unit' | 'isHigherBetter' | 'effectKind'> & {
  /** Whether it decides; the others are only shown. */
  readonly isGated: boolean;
  /** Of one block, in `unit`; null where it has no such number, and none but of errors where no request ended ok. */
  readonly read: (block: Result) => number | null;
};

export type AbMetricContext = {
  readonly model: LoadInfo['model'];
  /** Names of the requests, in the order of the plan. */
  readonly requests: readonly string[];
};

const latency = (statistic: 'p50' | 'p99'): Metric => {
  return { kind: 'latency', series: null, outcome: 'all', statistic };
};
const [p50, p99] = [latency('p50'), latency('p99')];
const errors: Metric = { kind: 'errors' };

/**
 * Those that decide come first: `p50` and `p99` of response time in an open model, of service time in a closed one,
 * there `rate` too; or the `wanted` ones, as thresholds name them (`p95`, `orders.p99`), which must be sound. And always
 * `errors`, for failures may be fast. Where there are several requests, `p50` and `p99` of each follow, only to be shown.
 */
export function abMetrics({ model, requests }: AbMetricContext, wanted: readonly string[] = []): AbMetric[] {
  const subjects = wanted.flatMap((text) => {
    const subject = parseSubject(text.trim(), 'load', requests);
    return subject.ok ? [subject.value] : [];
  });
  const usual = model === 'closed' ? [p50, p99, { kind: 'rate' } as const] : [p50, p99];
  const gated = [
    ...(subjects.length > 0 ? subjects : usual.map((metric) => ({ request: null, metric }))),
    { request: null, metric: errors },
  ].map(({ request, metric }) => abMetric(metric, request, true));
  const shown = requests.length < 2 ? [] : requests;
  const rows = shown.flatMap((request) => [p50, p99].map((metric) => abMetric(metric, request, false)));
  return [...new Map([...rows, ...gated].map((each) => [nameOf(each), each])).values()].toSorted(
    (one, other) => Number(other.isGated) - Number(one.isGated),
  );
}

/** What is wrong with names of metrics, each with what was expected. */
export function abMetricProblems(
  { model, requests }: AbMetricContext,
  wanted: readonly string[],
): readonly string[] {
  return wanted.flatMap((text) => {
    const subject = parseSubject(text.trim(), 'load', requests);
    if (!subject.ok) return [`"${text}": ${subject.message}`];
    const { metric } = subject.value;
    if (unitOfChange(metric) === null) {
      return [`"${text}" is a count, which the length of a block decides; compare errors, checks or rate`];
    }
    return model === 'closed' && needsOpenModel(metric)
      ? [`"${text}" needs an open model, which plans its starts; ask for service time`]
      : [];
  });
}

function abMetric(metric: Metric, request: string | null, isGated: boolean): AbMetric {
  return {
    metric: canonicalMetric(metric),
    request,
    unit: unitOfChange(metric) ?? 'ms',
    isHigherBetter: metric.kind === 'rate' || metric.kind === 'checks' || metric.kind === 'check',
    effectKind: isShare(metric) ? 'points' : 'ratio',
    isGated,
    read: (block) => {
      if (!isShare(metric) && !hasSuccess(request, block)) return null;
      return readMetric(request, metric, block)?.value ?? null;
    },
  };
}

/** Refused connections are fast. */
function hasSuccess(request: string | null, block: Result): boolean {
  return (request === null ? block.accounting.ok : (rowOf(request, block)?.ok ?? 0)) > 0;
}

function unitOfChange(metric: Metric): Change['unit'] | null {
  if (isShare(metric)) return '%';
  if (metric.kind === 'latency') return 'ms';
  return metric.kind === 'rate' ? '/s' : null;
}
