import { errorCount } from '../stats/counters.ts';
import type { Metric } from '../scenario/threshold.ts';
import type { Accounting, CheckResult, RequestRow, Result } from '../summary/result.ts';
import { distributionOf, readLatency } from './read-latency.ts';
import { exactly, type Reading } from './reading.ts';

/** A number of a load run, of the requests of one name or of all of them (null); null when it doesn't have it. */
export function readRun(request: string | null, metric: Metric, result: Result): Reading | null {
  if (request === null) return readWhole(metric, result);
  const row = rowOf(request, result);
  return row === null ? null : readRow(metric, row, result);
}

/** null where the result has no request of that name. */
export function rowOf(request: string, { requests }: Result): RequestRow | null {
  return requests.find(({ name }) => name === request) ?? null;
}

/** The checks that a metric is about. */
export function checksOf(request: string | null, metric: Metric, { checks }: Result): readonly CheckResult[] {
  const label = metric.kind === 'check' ? metric.label : null;
  return checks.filter(
    (check) => (request === null || check.request === request) && (label === null || check.label === label),
  );
}

type Outcomes = Pick<
  Accounting,
  'started' | 'httpError' | 'checkFailed' | 'transportError' | 'timeout' | 'aborted' | 'censored'
>;

function readWhole(metric: Metric, result: Result): Reading | null {
  const { accounting, throughput, load, iterations, bytes } = result;
  const missed = accounting.missed.pool + accounting.missed.lag + accounting.missed.stopped;
  switch (metric.kind) {
    case 'latency':
      return readLatency(distributionOf(metric, result, null), metric.statistic);
    case 'missed':
      return load.model === 'open' ? exactly((100 * missed) / iterations.planned) : null;
    case 'missed.count':
      return load.model === 'open' ? exactly(missed) : null;
    case 'rate':
      return exactly(throughput.answeredPerS);
    case 'iterations':
      return exactly(iterations.completed);
    case 'bytes.received':
      return exactly(bytes.received);
    case 'bytes.sent':
      return exactly(bytes.sent);
    case 'bytes.body':
      return exactly(bytes.body);
    default:
      return readOutcomes(metric, accounting, checksOf(null, metric, result));
  }
}

/** What is kept of the requests of one name. */
function readRow(metric: Metric, row: RequestRow, result: Result): Reading | null {
  switch (metric.kind) {
    case 'latency':
      return readLatency(distributionOf(metric, result, row), metric.statistic);
    case 'rate':
      return exactly(row.answeredPerS);
    default:
      return readOutcomes(metric, row, checksOf(row.name, metric, result));
  }
}

/** What rows and the whole run have alike; null of what only a comparison has. */
function readOutcomes(metric: Metric, outcomes: Outcomes, checks: readonly CheckResult[]): Reading | null {
  switch (metric.kind) {
    case 'errors':
      return readErrors(outcomes);
    case 'failures':
      return readFailures(outcomes);
    case 'timeouts':
      return exactly(outcomes.timeout);
    case 'requests':
      return exactly(outcomes.started);
    case 'checks':
    case 'check':
      return readChecks(checks);
    case 'checks.failed':
      return checks.length === 0 ? null : exactly(checks.reduce((sum, { failed }) => sum + failed, 0));
    default:
      return null;
  }
}

/** What inrush ended itself, aborted or unfinished, might have been answered or not. */
function readFailures(outcomes: Outcomes): Reading | null {
  const { started, aborted, censored } = outcomes;
  const value = errorCount(outcomes);
  return started === 0 ? null : { value, lowest: value, highest: value + aborted + censored };
}

function readErrors(outcomes: Outcomes): Reading | null {
  const failures = readFailures(outcomes);
  if (failures === null) return null;
  const share = (count: number): number => (100 * count) / outcomes.started;
  return {
    value: share(failures.value),
    lowest: share(failures.lowest),
    highest: share(failures.highest),
  };
}

/** The share that passed. */
function readChecks(checks: readonly CheckResult[]): Reading | null {
  const passed = checks.reduce((sum, check) => sum + check.passed, 0);
  const failed = checks.reduce((sum, check) => sum + check.failed, 0);
  return exactly((100 * passed) / (passed + failed));
}
