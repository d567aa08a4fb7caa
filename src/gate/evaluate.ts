import type { Metric, Threshold } from '../scenario/threshold.ts';
import type { GateInterval, GateOutcome } from '../summary/result.ts';
import type { Baseline } from './baseline/baseline.ts';
import { marginOf, type Truth, truthOf } from './condition.ts';
import { type Certainty, certaintyOf } from './interval-of.ts';
import { limitOf } from './limit-of.ts';
import type { Measured } from './measured.ts';
import { whyNoData } from './no-data.ts';
import { readMetric } from './read-metric.ts';
import { rowOf } from './read-run.ts';
import type { Reading } from './reading.ts';

export type { Measured, MeasuredPair } from './measured.ts';

/**
 * Each condition against what was measured. One of `--fail-if` has `failed` when it holds, one of a scenario file when
 * it doesn't; `inconclusive` when that can't be told: it depends on how long unfinished requests would have taken, on where
 * in its interval the true value lies (if the threshold is confident), or on a baseline of something else; `no-data` when
 * the run has no such number. Where no request succeeded nothing passes that speaks of times or of the rate: refused
 * connections are fast.
 */
export function evaluate(
  thresholds: readonly Threshold[],
  measured: Measured,
  baseline: Baseline | null = null,
): GateOutcome[] {
  return thresholds.map((threshold) => outcomeOf(threshold, measured, baseline));
}

const verdicts = {
  fails: { true: 'failed', unknown: 'inconclusive', false: 'passed' },
  passes: { true: 'passed', unknown: 'inconclusive', false: 'failed' },
} as const satisfies Record<Threshold['holds'], Record<Truth, GateOutcome['verdict']>>;

function outcomeOf(threshold: Threshold, measured: Measured, baseline: Baseline | null): GateOutcome {
  const { expression, request, metric, operator, unit, holds } = threshold;
  const limited = limitOf(threshold, measured, baseline);
  const limit = limited.kind === 'known' ? limited.limit : null;
  const nothing = { expression, value: null, interval: null, limit, margin: null, unit, holds };
  const reading = readMetric(request, metric, measured);
  if (reading === null) {
    return { ...nothing, verdict: 'no-data', note: whyNoData(request, metric, measured) };
  }
  const certainty = certaintyOf(request, metric, measured);
  const interval = certainty.kind === 'interval' ? certainty.interval : null;
  const told = { ...nothing, value: reading.value, interval };
  if (limited.kind !== 'known') {
    const verdict = limited.kind === 'missing' ? 'no-data' : 'inconclusive';
    return withSuccess({ ...told, verdict, note: limited.note }, threshold, measured);
  }
  const judged = judge(threshold, limited.limit, reading, certainty);
  // A lower bound has no distance from its limit.
  const isOpen = truthOf(operator, reading, limited.limit) === 'unknown';
  const margin = isOpen ? null : marginOf(operator, holds, reading.value, limited.limit);
  const verdict = verdicts[holds][judged.truth];
  const outcome = { ...told, verdict, margin, note: joined(judged.note, limited.note) };
  return withSuccess(outcome, threshold, measured);
}

function joined(...notes: readonly (string | null)[]): string | null {
  const said = notes.filter((note) => note !== null);
  return said.length === 0 ? null : said.join('; ');
}

/** What isn't failed can't stand where nothing succeeded. */
function withSuccess(outcome: GateOutcome, threshold: Threshold, measured: Measured): GateOutcome {
  const passes = outcome.verdict === 'passed' || outcome.verdict === 'inconclusive';
  if (!passes || !isSpeed(threshold.metric) || hasSuccess(threshold, measured)) return outcome;
  const note = 'no request succeeded, and failures are fast';
  return { ...outcome, verdict: 'no-data', value: null, interval: null, margin: null, note };
}

type Judged = { readonly truth: Truth; readonly note: string | null };

function judge(
  { operator, isConfident }: Threshold,
  limit: number,
  reading: Reading,
  certainty: Certainty,
): Judged {
  const plain = truthOf(operator, reading, limit);
  const open = plain === 'unknown' ? 'what did not finish decides on it' : null;
  if (!isConfident || certainty.kind === 'fact') return { truth: plain, note: open };
  if (certainty.kind === 'unknown') return { truth: 'unknown', note: certainty.why };
  const truth = truthOf(operator, widest(reading, certainty.interval), limit);
  return { truth, note: truth === 'unknown' ? (open ?? whyUnsure(certainty.interval)) : null };
}

function whyUnsure({ high }: GateInterval): string {
  return high === null
    ? 'nothing bounds the interval above: measure for longer'
    : 'the limit lies within the interval';
}

function widest({ lowest, highest }: Reading, { low, high }: GateInterval): Omit<Reading, 'value'> {
  return { lowest: Math.min(lowest, low ?? -Infinity), highest: Math.max(highest, high ?? Infinity) };
}

/** Whether a metric says how fast something was: that of nothing but failures is worth nothing. */
function isSpeed(metric: Metric): boolean {
  switch (metric.kind) {
    case 'latency':
    case 'rate':
    case 'speedup':
    case 'efficiency':
    case 'inflation':
    case 'threads.speedup':
    case 'threads.efficiency':
    case 'threads.inflation':
    case 'knee':
      return true;
    default:
      return false;
  }
}

function hasSuccess({ request }: Threshold, measured: Measured): boolean {
  if (measured.kind === 'load-run') {
    return (request === null ? measured.accounting.ok : (rowOf(request, measured)?.ok ?? 0)) > 0;
  }
  return [measured.sync, measured.async].every(({ started, failed }) => started > failed);
}
