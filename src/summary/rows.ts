import type { Work } from '../plan/plan.ts';
import { stepRequests } from '../plan/request-names.ts';
import { endedCount } from '../stats/counters.ts';
import { RequestRow as TalliedRow, rowEndedCount, type RowSeriesName } from '../stats/request-row.ts';
import { mostNames } from '../stats/request-rows.ts';
import { Samples } from '../stats/samples.ts';
import type { Tally } from '../stats/tally.ts';
import { okAndAll } from './distribution.ts';
import type { CheckResult, Latency, OkAndAll, RequestRow } from './result.ts';

/** What a row is told beside its own counts: the whole run, which is the row where all requests are the same. */
export type Whole = {
  readonly isOpen: boolean;
  readonly latency: Pick<Latency, 'responseTime' | 'serviceTime'>;
  readonly perS: (count: number) => number;
};

type Known = Pick<RequestRow, 'name' | 'method' | 'url' | 'tags'>;

/** In the order of the plan, those that were never sent too; then names that only functions gave. */
export function rowsOf(work: Work, tally: Tally, whole: Whole): RequestRow[] {
  const tallied = new Map(tally.rows.list().map((row) => [row.name, row]));
  const known = new Map(knownRequests(work).map((request) => [request.name, request]));
  if (tallied.size === 0 && (known.size === 1 || work.kind === 'requests')) {
    return [...known.values()].slice(0, 1).map((request) => rowOfAll(request, tally, whole));
  }
  const names = new Set([...[...known.keys()].slice(0, mostNames), ...tallied.keys()]);
  return [...names].map((name) => {
    const request = known.get(name) ?? { name, method: null, url: null, tags: {} };
    return rowOf(request, tallied.get(name) ?? new TalliedRow(name), tally, whole);
  });
}

/** Those that failed most often first. */
export function checksOf({ checks }: Tally): CheckResult[] {
  return checks.list().toSorted((a, b) => b.failed - a.failed);
}

function knownRequests(work: Work): Known[] {
  if (work.kind === 'requests') {
    return work.requests.map(({ name, spec, url }) => ({ name, method: spec.method, url, tags: {} }));
  }
  return stepRequests(work.flows).map(({ name, method, url, tags }) => ({ name, method, url, tags }));
}

function rowOf(known: Known, row: TalliedRow, tally: Tally, whole: Whole): RequestRow {
  const { answeredInWindow, ...outcomes } = row.counters;
  const times = (ok: RowSeriesName, rest: RowSeriesName): OkAndAll =>
    okAndAll(row.samples(ok) ?? new Samples(), row.samples(rest) ?? new Samples());
  return {
    ...known,
    started: rowEndedCount(row.counters),
    ...outcomes,
    answeredPerS: whole.perS(answeredInWindow),
    responseTime: whole.isOpen ? times('responseOk', 'responseRest') : null,
    serviceTime: times('serviceOk', 'serviceRest'),
    failedChecks: failedChecksOf(known.name, tally),
  };
}

/** Nothing was counted twice for it on the way. */
function rowOfAll(known: Known, { counters }: Tally, { latency, perS }: Whole): RequestRow {
  const { ok, httpError, checkFailed, transportError, timeout, aborted, censored } = counters;
  return {
    ...known,
    started: endedCount(counters),
    ok,
    httpError,
    checkFailed,
    transportError,
    timeout,
    aborted,
    censored,
    answeredPerS: perS(counters.answeredInWindow),
    responseTime: latency.responseTime,
    serviceTime: latency.serviceTime,
    failedChecks: 0,
  };
}

function failedChecksOf(name: string, { checks }: Tally): number {
  return checks.list().reduce((sum, { request, failed }) => sum + (request === name ? failed : 0), 0);
}
