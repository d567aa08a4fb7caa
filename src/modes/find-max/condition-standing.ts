import { present } from '../../base/assert.ts';
import { truthOf } from '../../gate/condition.ts';
import { binomialInterval } from '../../inference/binomial-interval.ts';
import { quantileIntervals } from '../../inference/quantile-intervals.ts';
import { msToUs, usToMs } from '../../base/units.ts';
import { evaluate } from '../../gate/evaluate.ts';
import { distributionOf } from '../../gate/read-latency.ts';
import { rowOf } from '../../gate/read-run.ts';
import { decodeHistogram } from '../../stats/hdr-codec.ts';
import type { Metric } from '../../scenario/threshold.ts';
import { type HistogramCounts, lowestInSlot } from '../../stats/histogram.ts';
import type { GateInterval, GateOutcome, Result } from '../../summary/result.ts';
import { mostExcess } from './crossing.ts';
import type { RateVerdict } from './rate-evidence.ts';
import { quantileOf, type SloCondition } from './slo.ts';

/** What one condition of the SLO comes to at a rate. */
export type ConditionStanding = {
  readonly outcome: GateOutcome;
  readonly verdict: Exclude<RateVerdict, 'generator'>;
  /** See `RateEvidence`. */
  readonly excess: number;
};

/** Of all trials at one rate together, and of each alone. */
export type Measurements = {
  readonly pooled: Result;
  readonly each: readonly Result[];
  /** The headline latency second by second, of all trials in a row. */
  readonly windows: readonly HistogramCounts[];
  readonly seed: number;
};

/** Where trials disagree and nothing tells how sure their numbers are, so many decide by what they are together. */
const enoughTrials = 3;
const confidence = 0.95;

/**
 * Whether a condition holds, and surely. Of the headline latency's percentiles the interval decides, which takes the dependence
 * of a second on the next into account: queues are slow for seconds on end. Other numbers decide when all trials
 * agree, or when there are enough of them.
 */
export function standingOf(condition: SloCondition, measured: Measurements): ConditionStanding {
  // The interval is the last trial's alone.
  const outcome = { ...present(evaluate([condition], measured.pooled)[0]), interval: null };
  if (outcome.verdict === 'no-data') return withoutNumber(condition, outcome, measured.pooled);
  const excess = excessOf(condition, outcome.value);
  const interval = intervalOf(condition, measured);
  if (interval !== null) {
    const bounds = widened(interval, outcome.value, measured.each.length);
    const truth = truthOf(condition.operator, bounds, condition.limit);
    const verdict = truth === 'true' ? 'within' : truth === 'false' ? 'beyond' : 'unclear';
    return { outcome: { ...outcome, interval }, verdict, excess };
  }
  const plain = outcome.verdict === 'passed' ? 'within' : outcome.verdict === 'failed' ? 'beyond' : 'unclear';
  const isAgreed = measured.each.every(
    (result) => evaluate([condition], result)[0]?.verdict === outcome.verdict,
  );
  const isDecided = isAgreed || measured.each.length >= enoughTrials;
  return { outcome, verdict: isDecided ? plain : 'unclear', excess };
}

/** In logarithms, as times are: of one trial twice as far, and less with every other one. */
function widened(
  { low, high }: GateInterval,
  value: number | null,
  trials: number,
): { readonly lowest: number; readonly highest: number } {
  const reach = 1 + 1 / trials;
  const farther = (end: number): number =>
    value === null || value === 0 ? end : value * (end / value) ** reach;
  return {
    lowest: low === null || low === 0 ? 0 : farther(low),
    highest: high === null ? Infinity : farther(high),
  };
}

/** null unless it is a percentile of the headline latency, and there are enough seconds. */
function intervalOf({ request, metric }: SloCondition, { windows, seed }: Measurements): GateInterval | null {
  const quantile = request === null && isHeadline(metric) ? quantileOf(metric) : null;
  if (quantile === null) return null;
  const found = quantileIntervals(windows, [quantile], seed);
  if (found === null) return null;
  const { lowUs = null, highUs = null } = found.intervals[0] ?? {};
  return {
    confidence,
    low: lowUs === null ? null : usToMs(lowUs),
    high: highUs === null ? null : usToMs(highUs),
  };
}

/** What windows are kept of. */
function isHeadline(metric: Metric): boolean {
  if (metric.kind !== 'latency' || metric.outcome !== 'all') return false;
  return metric.series === null || metric.series === 'response';
}

/**
 * A percentile that the sample is too small for may still be known to be beyond: when too many are slower than the limit. A
 * number that isn't there for another reason, as nothing succeeded or nothing was checked, doesn't hold.
 */
function withoutNumber(condition: SloCondition, outcome: GateOutcome, pooled: Result): ConditionStanding {
  const slow = slowerThanLimit(condition, pooled);
  if (slow === null || pooled.accounting.ok === 0) return { outcome, verdict: 'beyond', excess: mostExcess };
  const { low } = binomialInterval(slow.count, slow.of, confidence);
  const excess = Math.log(Math.max(slow.count, 0.1) / slow.of / slow.allowed);
  return { outcome, verdict: low > slow.allowed ? 'beyond' : 'unclear', excess };
}

function slowerThanLimit(
  { request, metric, limit }: SloCondition,
  pooled: Result,
): { readonly count: number; readonly of: number; readonly allowed: number } | null {
  const quantile = quantileOf(metric);
  if (quantile === null || metric.kind !== 'latency') return null;
  const row = request === null ? null : rowOf(request, pooled);
  const times = request !== null && row === null ? null : distributionOf(metric, pooled, row);
  if (times === null || times.count === 0) return null;
  const { indexes, counts } = decodeHistogram(times.histogram).counts();
  const limitUs = msToUs(limit);
  const count = counts.reduce(
    (sum, each, place) => (lowestInSlot(indexes[place] ?? 0) > limitUs ? sum + each : sum),
    0,
  );
  return { count, of: times.count, allowed: 1 - quantile };
}

/** As a quotient, above 1 where it doesn't hold: of what should be high, of what is missing from 100 %. */
function excessOf({ operator, limit, unit }: SloCondition, value: number | null): number {
  if (value === null) return mostExcess;
  const isUpper = operator === '<' || operator === '<=';
  if (isUpper) return logQuotient(value, limit);
  return unit === '%' ? logQuotient(100 - value, 100 - limit) : logQuotient(limit, value);
}

/** Of 0 and 0 it just holds. */
function logQuotient(above: number, below: number): number {
  if (above === below) return 0;
  if (below === 0) return mostExcess;
  return above === 0 ? -mostExcess : Math.log(above / below);
}
