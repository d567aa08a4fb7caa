import { assertNever } from '../base/assert.ts';
import { usToMs } from '../base/units.ts';
import type { Metric, Operator, Outcome, Series, Statistic, Threshold } from '../scenario/threshold.ts';
import type { Accounting, Distribution, GateOutcome, OkAndAll, Result } from '../summary/result.ts';

/** What thresholds can ask: a load run, or the figures of two runs side by side. */
export type Measured = Result | MeasuredPair;

/** The part of a sync-vs-async result that thresholds read. */
export type MeasuredPair = {
  readonly kind: 'sync-vs-async';
  readonly sync: MeasuredSide;
  readonly async: MeasuredSide;
  readonly threads: (MeasuredSide & { readonly effect: MeasuredEffect }) | null;
  readonly effect: MeasuredEffect;
  readonly sweep: { readonly knee: MeasuredKnee } | null;
};

type MeasuredSide = {
  readonly p50Us: number | null;
  readonly serviceTime: Distribution;
  readonly started: number;
  readonly failed: number;
};

type MeasuredEffect = {
  readonly speedup: number | null;
  readonly scalingEfficiency: number | null;
  readonly latencyInflation: number | null;
};

type MeasuredKnee =
  | { readonly kind: 'found'; readonly concurrency: number }
  | { readonly kind: 'beyond'; readonly upTo: number }
  | { readonly kind: 'too-few-levels' };

/**
 * Each `--fail-if` condition against what was measured: `failed` when it holds, `inconclusive` when that depends on
 * how long unfinished requests would have taken, `no-data` when the run has no such number. Where no request
 * succeeded nothing passes that speaks of the target's speed: refused connections are fast.
 */
export function evaluate(failIf: readonly Threshold[], measured: Measured): GateOutcome[] {
  return failIf.map(({ expression, metric, operator, limit, unit }) => {
    const reading = read(metric, measured);
    const verdict = reading === null ? 'no-data' : judge(operator, reading, limit);
    const passes = verdict === 'passed' || verdict === 'inconclusive';
    return passes && isSpeed(metric) && !hasSuccess(measured)
      ? { expression, verdict: 'no-data', value: null, limit, unit }
      : { expression, verdict, value: reading?.value ?? null, limit, unit };
  });
}

/** What the run shows, and between which bounds the true value lies. */
type Reading = { readonly value: number; readonly lowest: number; readonly highest: number };

function judge(operator: Operator, { lowest, highest }: Reading, limit: number): GateOutcome['verdict'] {
  switch (operator) {
    case '<':
      return verdictOf(highest < limit, lowest < limit);
    case '<=':
      return verdictOf(highest <= limit, lowest <= limit);
    case '>':
      return verdictOf(lowest > limit, highest > limit);
    case '>=':
      return verdictOf(lowest >= limit, highest >= limit);
    case '==':
      return verdictOf(lowest === limit && highest === limit, lowest <= limit && limit <= highest);
    case '!=':
      return verdictOf(limit < lowest || limit > highest, lowest !== limit || highest !== limit);
    default:
      return assertNever(operator);
  }
}

function verdictOf(surelyHolds: boolean, mayHold: boolean): GateOutcome['verdict'] {
  if (surelyHolds) return 'failed';
  return mayHold ? 'inconclusive' : 'passed';
}

function read(metric: Metric, measured: Measured): Reading | null {
  if (measured.kind === 'sync-vs-async') return readPair(metric, measured);
  const { accounting, throughput, latency, load } = measured;
  switch (metric.kind) {
    case 'latency': {
      const series = metric.series ?? (load.model === 'open' ? 'response' : 'service');
      return readLatency(distributionOf(latency, series, metric.outcome), metric.statistic);
    }
    case 'errors':
      return readErrors(accounting);
    case 'missed': {
      const { pool, lag, stopped } = accounting.missed;
      return load.model === 'open' ? exactly((100 * (pool + lag + stopped)) / accounting.planned) : null;
    }
    case 'rate':
      return exactly(throughput.answeredPerS);
    case 'requests':
      return exactly(accounting.started);
    default:
      // What only a comparison has.
      return null;
  }
}

function readPair(metric: Metric, { effect, sync, async, threads, sweep }: MeasuredPair): Reading | null {
  switch (metric.kind) {
    case 'speedup':
      return exactly(effect.speedup);
    case 'threads.speedup':
      return exactly(threads?.effect.speedup ?? null);
    case 'efficiency':
      return exactly(percent(effect.scalingEfficiency));
    case 'threads.efficiency':
      return exactly(percent(threads?.effect.scalingEfficiency ?? null));
    case 'inflation':
      return readInflation(effect, sync, async);
    case 'threads.inflation':
      return threads === null ? null : readInflation(threads.effect, sync, threads);
    case 'knee':
      return sweep === null ? null : readKnee(sweep.knee);
    default:
      return null;
  }
}

function readInflation(
  { latencyInflation }: MeasuredEffect,
  sync: MeasuredSide,
  side: MeasuredSide,
): Reading | null {
  const ratio = exactly(latencyInflation);
  if (ratio === null) return null;
  return {
    value: ratio.value,
    lowest: isMedianABound(sync) ? 0 : ratio.value,
    highest: isMedianABound(side) ? Infinity : ratio.value,
  };
}

/** Beyond the highest level it may be anywhere. */
function readKnee(knee: MeasuredKnee): Reading | null {
  if (knee.kind === 'too-few-levels') return null;
  if (knee.kind === 'found') return exactly(knee.concurrency);
  return { value: knee.upTo, lowest: knee.upTo, highest: Infinity };
}

function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

function distributionOf(latency: Result['latency'], series: Series, outcome: Outcome): Distribution | null {
  const split: OkAndAll | null = series === 'response' ? latency.responseTime : latency.serviceTime;
  switch (series) {
    case 'response':
    case 'service':
      return split?.[outcome] ?? null;
    case 'ttfb':
      return latency.timeToFirstByte;
    case 'connect':
      return latency.connect;
    case 'tls':
      return latency.tls;
    case 'lag':
      return latency.startLag;
    default:
      return assertNever(series);
  }
}

const keyOf = {
  p50: 'p50Us',
  p75: 'p75Us',
  p90: 'p90Us',
  p95: 'p95Us',
  p99: 'p99Us',
  'p99.9': 'p999Us',
  'p99.99': 'p9999Us',
  mean: 'meanUs',
  min: 'minUs',
  max: 'maxUs',
} as const satisfies Record<Statistic, keyof Distribution>;

function readLatency(distribution: Distribution | null, statistic: Statistic): Reading | null {
  const us = distribution?.[keyOf[statistic]] ?? null;
  if (distribution === null || us === null) return null;
  const value = usToMs(us);
  return { value, lowest: value, highest: isBound(distribution, statistic, us) ? Infinity : value };
}

/** Any unfinished request may have been the slowest, and moves the mean; an order statistic only from its rank up. */
function isBound({ censoredFromUs }: Distribution, statistic: Statistic, us: number): boolean {
  if (censoredFromUs === null) return false;
  return statistic === 'mean' || statistic === 'max' || us >= censoredFromUs;
}

function isMedianABound({ p50Us, serviceTime }: MeasuredSide): boolean {
  return p50Us !== null && isBound(serviceTime, 'p50', p50Us);
}

/** What inrush ended itself, aborted or unfinished, might have been answered or not. */
function readErrors(accounting: Accounting): Reading | null {
  const { started, httpError, checkFailed, transportError, timeout, aborted, censored } = accounting;
  if (started === 0) return null;
  const failed = httpError + checkFailed + transportError + timeout;
  const value = (100 * failed) / started;
  return { value, lowest: value, highest: (100 * (failed + aborted + censored)) / started };
}

function exactly(value: number | null): Reading | null {
  return value === null || !Number.isFinite(value) ? null : { value, lowest: value, highest: value };
}

/** Whether a metric says how fast the target answers, rather than how often or how the generator fared. */
function isSpeed(metric: Metric): boolean {
  switch (metric.kind) {
    case 'latency':
      return metric.series !== 'connect' && metric.series !== 'tls' && metric.series !== 'lag';
    case 'errors':
    case 'missed':
    case 'requests':
      return false;
    default:
      return true;
  }
}

function hasSuccess(measured: Measured): boolean {
  if (measured.kind === 'load-run') return measured.accounting.ok > 0;
  return [measured.sync, measured.async].every(({ started, failed }) => started > failed);
}
