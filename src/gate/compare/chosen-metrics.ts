import {
  canonicalMetric,
  isKeptByRequest,
  type Metric,
  needsOpenModel,
} from '../../scenario/threshold-metric.ts';
import { parseSubject } from '../../scenario/threshold-subject.ts';
import type { LoadInfo } from '../../summary/result.ts';
import { type ComparedMetric, isComparable } from './compared-metric.ts';

type Context = {
  readonly model: LoadInfo['model'];
  /** Names of the candidate's requests, in the order of the plan. */
  readonly requests: readonly string[];
};

const errors: Metric = { kind: 'errors' };

/**
 * Those that decide come first: p50, p95 and p99, in a closed model `rate`; or the `wanted` ones, as thresholds name
 * them (`p95`, `orders.p99`), which must be sound. And always `errors`, for failures may be fast. Where there are several
 * requests the same of each follow, only to be shown.
 */
export function chosenMetrics({ model, requests }: Context, wanted: readonly string[]): ComparedMetric[] {
  const asked = wanted.flatMap((text): ComparedMetric[] => {
    const subject = parseSubject(text.trim(), 'load', requests);
    if (!subject.ok) return [];
    const { request, metric } = subject.value;
    return [{ request, metric: headline(metric, model), isGated: true, isWanted: true }];
  });
  const usual = usualMetrics(model).map((metric) => decisive(metric));
  const gated = unique([...(asked.length > 0 ? asked : usual), decisive(errors)]);
  const ofAll = gated.filter(({ request, metric }) => request === null && isKeptByRequest(metric));
  const rows = requests.length < 2 ? [] : requests;
  const shown = rows.flatMap((request) =>
    ofAll.map((each) => ({ ...each, request, isGated: false, isWanted: false })),
  );
  return unique([...gated, ...shown]);
}

/** What is wrong with names of metrics, each with what was expected. */
export function metricProblems({ model, requests }: Context, wanted: readonly string[]): string[] {
  return wanted.flatMap((text) => {
    const subject = parseSubject(text.trim(), 'load', requests);
    if (!subject.ok) return [`"${text}": ${subject.message}`];
    const { metric } = subject.value;
    if (!isComparable(metric)) {
      return [`"${text}" is a count, which the length of a run decides; compare errors, checks or rate`];
    }
    return model === 'closed' && needsOpenModel(metric)
      ? [`"${text}" needs runs of an open model, which plans its starts; ask for service time`]
      : [];
  });
}

/** The rate of an open model is the one that was asked for. */
function usualMetrics(model: LoadInfo['model']): Metric[] {
  const percentiles = (['p50', 'p95', 'p99'] as const).map(
    (statistic) => ({ kind: 'latency', series: null, outcome: 'all', statistic }) as const,
  );
  return model === 'open' ? percentiles : [...percentiles, { kind: 'rate' }];
}

/** The times that a metric without a series means have one name. */
function headline(metric: Metric, model: LoadInfo['model']): Metric {
  const series = model === 'open' ? 'response' : 'service';
  return metric.kind === 'latency' && metric.series === series ? { ...metric, series: null } : metric;
}

function decisive(metric: Metric): ComparedMetric {
  return { request: null, metric, isGated: true, isWanted: false };
}

function unique(metrics: readonly ComparedMetric[]): ComparedMetric[] {
  const keyOf = ({ request, metric }: ComparedMetric): string =>
    JSON.stringify([request, canonicalMetric(metric)]);
  const first = new Map(metrics.toReversed().map((each) => [keyOf(each), each]));
  return metrics.filter((each) => first.get(keyOf(each)) === each);
}
