import { present } from '../../base/assert.ts';
import type {
  Accounting,
  CheckResult,
  Distribution,
  OkAndAll,
  RequestRow,
  Result,
} from '../../summary/result.ts';
import { pooledTimes } from '../sync-vs-async/pooled-times.ts';

/** All trials at one rate as one run, as far as conditions read it; at least one. What is left is the last one's. */
export function poolResults(results: readonly Result[]): Result {
  const last = present(results.at(-1));
  if (results.length === 1) return last;
  const measuredMs = sumOf(results, (result) => result.measuredMs);
  const perS = (rateOf: (result: Result) => number): number =>
    measuredMs > 0 ? sumOf(results, (result) => rateOf(result) * result.measuredMs) / measuredMs : 0;
  const latencies = results.map(({ latency }) => latency);
  const times = (of: (latency: Result['latency']) => OkAndAll | null): OkAndAll | null =>
    pooledSplit(latencies.map(of));
  return {
    ...last,
    measuredMs,
    wallMs: sumOf(results, (result) => result.wallMs),
    throughput: {
      askedPerS: last.throughput.askedPerS,
      startedPerS: perS(({ throughput }) => throughput.startedPerS),
      answeredPerS: perS(({ throughput }) => throughput.answeredPerS),
      bodyBytesPerS: perS(({ throughput }) => throughput.bodyBytesPerS),
    },
    accounting: pooledAccounting(results.map(({ accounting }) => accounting)),
    iterations: {
      ...last.iterations,
      planned: sumOf(results, ({ iterations }) => iterations.planned),
      missed: sumOf(results, ({ iterations }) => iterations.missed),
    },
    latency: {
      ...last.latency,
      responseTime: times(({ responseTime }) => responseTime),
      serviceTime: times(({ serviceTime }) => serviceTime) ?? last.latency.serviceTime,
      timeToFirstByte: pooled(latencies.map(({ timeToFirstByte }) => timeToFirstByte)),
      connect: pooled(latencies.map(({ connect }) => connect)),
      tls: pooled(latencies.map(({ tls }) => tls)),
    },
    requests: last.requests.map(({ name }) => pooledRow(rowsOf(name, results))),
    checks: pooledChecks(results),
  };
}

function pooledAccounting(all: readonly Accounting[]): Accounting {
  const sum = (of: (accounting: Accounting) => number): number => sumOf(all, of);
  return {
    ...present(all.at(-1)),
    planned: sum(({ planned }) => planned),
    missed: {
      pool: sum(({ missed }) => missed.pool),
      lag: sum(({ missed }) => missed.lag),
      stopped: sum(({ missed }) => missed.stopped),
    },
    ...pooledOutcomes(all),
  };
}

type Outcomes = Pick<
  Accounting,
  'started' | 'ok' | 'httpError' | 'checkFailed' | 'transportError' | 'timeout' | 'aborted' | 'censored'
>;

function pooledOutcomes(all: readonly Outcomes[]): Outcomes {
  const sum = (key: keyof Outcomes): number => sumOf(all, (each) => each[key]);
  return {
    started: sum('started'),
    ok: sum('ok'),
    httpError: sum('httpError'),
    checkFailed: sum('checkFailed'),
    transportError: sum('transportError'),
    timeout: sum('timeout'),
    aborted: sum('aborted'),
    censored: sum('censored'),
  };
}

function rowsOf(name: string, results: readonly Result[]): RequestRow[] {
  return results.flatMap(({ requests }) => requests.filter((row) => row.name === name));
}

function pooledRow(rows: readonly RequestRow[]): RequestRow {
  const last = present(rows.at(-1));
  return {
    ...last,
    ...pooledOutcomes(rows),
    responseTime: pooledSplit(rows.map(({ responseTime }) => responseTime)),
    serviceTime: pooledSplit(rows.map(({ serviceTime }) => serviceTime)) ?? last.serviceTime,
  };
}

function pooledChecks(results: readonly Result[]): CheckResult[] {
  const sums = new Map<string, CheckResult>();
  for (const check of results.flatMap(({ checks }) => checks)) {
    const key = JSON.stringify([check.request, check.label]);
    const before = sums.get(key);
    const passed = check.passed + (before?.passed ?? 0);
    const failed = check.failed + (before?.failed ?? 0);
    sums.set(key, { ...check, passed, failed });
  }
  return [...sums.values()];
}

function pooledSplit(splits: readonly (OkAndAll | null)[]): OkAndAll | null {
  const known = splits.filter((split) => split !== null);
  if (known.length === 0) return null;
  const all = pooled(known.map((split) => split.all));
  // Where nothing failed they are the same.
  const isOk = known.every((split) => split.ok.count === split.all.count);
  return { ok: isOk ? all : pooled(known.map((split) => split.ok)), all };
}

/** Empty ones are left out, as most are of connections that are kept. */
function pooled(distributions: readonly Distribution[]): Distribution {
  const filled = distributions.filter(({ count }) => count > 0);
  return filled.length === 0 ? present(distributions[0]) : pooledTimes(filled);
}

function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}
