import { assertNever } from '../base/assert.ts';
import { usToMs } from '../base/units.ts';
import type { Metric, Operator, Outcome, Series, Statistic, Threshold } from '../scenario/threshold.ts';
import type {
  Accounting,
  Distribution,
  GateOutcome,
  OkAndAll,
  RequestRow,
  Result,
} from '../summary/result.ts';

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
 * Each condition against what was measured. One of `--fail-if` has `failed` when it holds, one of a scenario file when
 * it doesn't; `inconclusive` when that depends on how long unfinished requests would have taken, `no-data` when the run
 * has no such number. Where no request succeeded nothing passes that speaks of the target's speed: refused connections
 * are fast.
 */
export function evaluate(thresholds: readonly Threshold[], measured: Measured): GateOutcome[] {
  return thresholds.map((threshold) => {
    const { expression, metric, operator, limit, unit, holds } = threshold;
    const reading = read(threshold, measured);
    const truth = reading === null ? null : truthOf(operator, reading, limit);
    const verdict = truth === null ? 'no-data' : verdicts[holds][truth];
    const passes = verdict === 'passed' || verdict === 'inconclusive';
    return passes && isSpeed(metric) && !hasSuccess(threshold, measured)
      ? { expression, verdict: 'no-data', value: null, limit, unit, holds, ...untold }
      : { expression, verdict, value: reading?.value ?? null, limit, unit, holds, ...untold };
  });
}

const untold = { interval: null, margin: null, note: null } as const;

type Truth = 'true' | 'unknown' | 'false';

const verdicts = {
  fails: { true: 'failed', unknown: 'inconclusive', false: 'passed' },
  passes: { true: 'passed', unknown: 'inconclusive', false: 'failed' },
} as const satisfies Record<Threshold['holds'], Record<Truth, GateOutcome['verdict']>>;

/** What the run shows, and between which bounds the true value lies. */
type Reading = { readonly value: number; readonly lowest: number; readonly highest: number };

function truthOf(operator: Operator, { lowest, highest }: Reading, limit: number): Truth {
  switch (operator) {
    case '<':
      return truthBetween(highest < limit, lowest < limit);
    case '<=':
      return truthBetween(highest <= limit, lowest <= limit);
    case '>':
      return truthBetween(lowest > limit, highest > limit);
    case '>=':
      return truthBetween(lowest >= limit, highest >= limit);
    case '==':
      return truthBetween(lowest === limit && highest === limit, lowest <= limit && limit <= highest);
    case '!=':
      return truthBetween(limit < lowest || limit > highest, lowest !== limit || highest !== limit);
    default:
      return assertNever(operator);
  }
}

function truthBetween(surelyHolds: boolean, mayHold: boolean): Truth {
  if (surelyHolds) return 'true';
  return mayHold ? 'unknown' : 'false';
}

function read({ request, metric }: Threshold, measured: Measured): Reading | null {
  if (measured.kind === 'sync-vs-async') return readPair(metric, measured);
  if (request !== null) return readRow(metric, rowOf(request, measured), measured);
  const { accounting, throughput, latency, load, iterations } = measured;
  switch (metric.kind) {
    case 'latency': {
      const series = metric.series ?? (load.model === 'open' ? 'response' : 'service');
      return readLatency(distributionOf(latency, series, metric.outcome), metric.statistic);
    }
    case 'errors':
      return readErrors(accounting);
    case 'missed': {
      const { pool, lag, stopped } = accounting.missed;
      return load.model === 'open' ? exactly((100 * (pool + lag + stopped)) / iterations.planned) : null;
    }
    case 'rate':
      return exactly(throughput.answeredPerS);
    case 'requests':
      return exactly(accounting.started);
    case 'checks':
      return readChecks(measured.checks);
    default:
      // What only a comparison has.
      return null;
  }
}

function rowOf(request: string, { requests }: Result): RequestRow | undefined {
  return requests.find(({ name }) => name === request);
}

/** What is kept of the requests of one name; null without any. */
function readRow(metric: Metric, row: RequestRow | undefined, { load, checks }: Result): Reading | null {
  if (row === undefined) return null;
  switch (metric.kind) {
    case 'latency': {
      const series = metric.series ?? (load.model === 'open' ? 'response' : 'service');
      if (series !== 'response' && series !== 'service') return null;
      const times = series === 'response' ? row.responseTime : row.serviceTime;
      return readLatency(times?.[metric.outcome] ?? null, metric.statistic);
    }
    case 'errors':
      return readErrors(row);
    case 'rate':
      return exactly(row.answeredPerS);
    case 'requests':
      return exactly(row.started);
    case 'checks':
      return readChecks(checks.filter(({ request }) => request === row.name));
    default:
      return null;
  }
}

/** The share that passed. */
function readChecks(checks: Result['checks']): Reading | null {
  const passed = checks.reduce((sum, check) => sum + check.passed, 0);
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  return exactly((100 * passed) / (passed + failed));
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

type Outcomes = Pick<
  Accounting,
  'started' | 'httpError' | 'checkFailed' | 'transportError' | 'timeout' | 'aborted' | 'censored'
>;

/** What inrush ended itself, aborted or unfinished, might have been answered or not. */
function readErrors(accounting: Outcomes): Reading | null {
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
    case 'checks':
      return false;
    default:
      return true;
  }
}

function hasSuccess({ request }: Threshold, measured: Measured): boolean {
  if (measured.kind === 'load-run') {
    return (request === null ? measured.accounting.ok : (rowOf(request, measured)?.ok ?? 0)) > 0;
  }
  return [measured.sync, measured.async].every(({ started, failed }) => started > failed);
}
