import type { Work } from '../plan/plan.ts';
import { stepRequests } from '../plan/request-names.ts';
import { endedCount } from '../stats/counters.ts';
import { RequestRow as TalliedRow, rowEndedCount, type RowSeriesName } from '../stats/request-row.ts';
import { mostNames } from '../stats/request-rows.ts';
import { Samples } from '../stats/samples.ts';
import type { Tally } from '../stats/tally.ts';
import { confidenceOf } from './confidence.ts';
import type { Detail } from './detail.ts';
import { distributionOf, okAndAll, unencodedDistributionOf } from './distribution.ts';
import type { CheckResult, Latency, OkAndAll, RequestRow, RowConfidence, Shares } from './result.ts';
import { checkConfidence, errorConfidence, type Outcomes } from './share-confidence.ts';

/** What a row is told beside its own counts: the whole run, which is the row where all requests are the same. */
export type Whole = {
  readonly isOpen: boolean;
  readonly latency: Pick<Latency, 'responseTime' | 'serviceTime' | 'confidence'>;
  readonly shares: Shares;
  readonly seed: number;
  readonly perS: (count: number) => number;
  readonly detail: Detail;
};

type Asked = Whole & { readonly noSamples: Samples };

const notTold: RowConfidence = { latency: null, shares: { errors: null, checks: null } };

type Known = Pick<RequestRow, 'name' | 'method' | 'url' | 'tags'>;

/** In the order of the plan, those that were never sent too; then names that only functions gave. */
export function rowsOf(work: Work, tally: Tally, whole: Whole): RequestRow[] {
  const tallied = new Map(tally.rows.list().map((row) => [row.name, row]));
  const known = new Map(knownRequests(work).map((request) => [request.name, request]));
  if (tallied.size === 0 && (known.size === 1 || work.kind === 'requests')) {
    return [...known.values()].slice(0, 1).map((request) => rowOfAll(request, tally, whole));
  }
  // A histogram each would need more memory than all that were filled.
  const asked = { ...whole, noSamples: new Samples() };
  const names = new Set([...[...known.keys()].slice(0, mostNames), ...tallied.keys()]);
  return [...names].map((name) => {
    const request = known.get(name) ?? { name, method: null, url: null, tags: {} };
    return rowOf(request, tallied.get(name) ?? new TalliedRow(name), tally, asked);
  });
}

/** Those that failed most often first. */
export function checksOf({ checks, outcomeWindows }: Tally, seed: number, detail: Detail): CheckResult[] {
  return checks
    .list()
    .toSorted((a, b) => b.failed - a.failed)
    .map((check) => {
      if (detail === 'so-far') return { ...check, confidence: null };
      const windows = outcomeWindows.ofCheck(check.request, check.label)?.list() ?? [];
      return { ...check, confidence: checkConfidence([check], windows, seed) };
    });
}

/** Of all requests. */
export function sharesOf({ counters, checks, outcomeWindows }: Tally, seed: number): Shares {
  const outcomes = { ...counters, started: endedCount(counters) };
  return {
    errors: errorConfidence(outcomes, outcomeWindows.errors.list(), seed),
    checks: checkConfidence(checks.list(), outcomeWindows.checks.list(), seed),
  };
}

function knownRequests(work: Work): Known[] {
  if (work.kind === 'requests') {
    return work.requests.map(({ name, spec, url }) => ({ name, method: spec.method, url, tags: {} }));
  }
  return stepRequests(work.flows).map(({ name, method, url, tags }) => ({ name, method, url, tags }));
}

function rowOf(known: Known, row: TalliedRow, tally: Tally, whole: Asked): RequestRow {
  const { answeredInWindow, ...outcomes } = row.counters;
  const started = rowEndedCount(row.counters);
  const distribution = whole.detail === 'whole' ? distributionOf : unencodedDistributionOf;
  const times = (ok: RowSeriesName, rest: RowSeriesName): OkAndAll =>
    okAndAll(row.samples(ok) ?? whole.noSamples, row.samples(rest) ?? whole.noSamples, distribution);
  return {
    ...known,
    started,
    ...outcomes,
    answeredPerS: whole.perS(answeredInWindow),
    responseTime: whole.isOpen ? times('responseOk', 'responseRest') : null,
    serviceTime: times('serviceOk', 'serviceRest'),
    failedChecks: failedChecksOf(known.name, tally),
    confidence:
      whole.detail === 'whole' ? rowConfidence({ ...outcomes, started }, row, tally, whole) : notTold,
  };
}

function rowConfidence(
  outcomes: Outcomes,
  row: TalliedRow,
  { checks, outcomeWindows }: Tally,
  { isOpen, seed, noSamples }: Asked,
): RowConfidence {
  const windows = outcomeWindows.ofName(row.name);
  const names = isOpen ? (['responseOk', 'responseRest'] as const) : (['serviceOk', 'serviceRest'] as const);
  const latency = confidenceOf({
    series: isOpen ? 'response' : 'service',
    parts: names.map((name) => row.samples(name) ?? noSamples),
    windows: windows?.latency.list() ?? [],
    seed,
  });
  const own = checks.list().filter(({ request }) => request === row.name);
  return {
    latency,
    shares: {
      errors: errorConfidence(outcomes, windows?.errors.list() ?? [], seed),
      checks: checkConfidence(own, windows?.checks.list() ?? [], seed),
    },
  };
}

/** Nothing was counted twice for it on the way. */
function rowOfAll(known: Known, { counters }: Tally, { latency, shares, perS }: Whole): RequestRow {
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
    confidence: { latency: latency.confidence, shares },
  };
}

function failedChecksOf(name: string, { checks }: Tally): number {
  return checks.list().reduce((sum, { request, failed }) => sum + (request === name ? failed : 0), 0);
}
