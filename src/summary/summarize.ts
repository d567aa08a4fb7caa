import { version } from '../base/version.ts';
import { askedRatePerS, isOpenWork, loadsOf } from '../plan/loads.ts';
import type { Plan, Work } from '../plan/plan.ts';
import { proxyOrigin } from '../plan/plan-target.ts';
import { stepRequests } from '../plan/request-names.ts';
import { isOpen } from '../scenario/load.ts';
import { endedCount } from '../stats/counters.ts';
import type { Tally } from '../stats/tally.ts';
import { accountingOf } from './accounting.ts';
import { confidenceOf } from './confidence.ts';
import { type Detail, stillRunning } from './detail.ts';
import { distributionOf, growingDistributionOf, okAndAll, unencodedDistributionOf } from './distribution.ts';
import { driftOf } from './drift.ts';
import { arrivalsOf, dataOf, flowsOf, iterationsOf, sessionOf, startsAsked } from './flows.ts';
import { isNearFloor } from './near-floor.ts';
import { overloadOf, withCause } from './overload.ts';
import { carriedUs } from './quantiles.ts';
import type {
  Accounting,
  Confidence,
  GeneratorHealth,
  Latency,
  LittlesLaw,
  LoadInfo,
  Result,
  TargetInfo,
  Throughput,
  TimeSeriesPoint,
} from './result.ts';
import type { RunRecord } from './run-record.ts';
import { checksOf, rowsOf, sharesOf } from './rows.ts';
import { judgeTrust } from './trust/judge-trust.ts';

/** The rest is only counted: a result should stay a page. */
const mostRequestsListed = 100;

/** Makes the public result of a finished run. Gates are evaluated afterwards, by whoever has them. */
export function summarize(record: RunRecord): Result {
  return resultOf(record, 'whole');
}

/**
 * The result of a run in progress, as if all that is open had not been started. To be quick it tells no confidence and no
 * drift, and has the histograms of the headline series only: the others are `''`.
 */
export function summarizeSoFar(record: RunRecord): Result {
  const result = resultOf(record, 'so-far');
  return {
    ...result,
    completion: { state: 'partial', reasons: [...record.partialReasons, stillRunning] },
  };
}

function resultOf(record: RunRecord, detail: Detail): Result {
  const { plan, tally, partialReasons } = record;
  const measureFrom = record.startAt + record.warmupMs;
  const wallMs = Math.max(0, tally.lastEndedAt - measureFrom);
  const measuredMs = measuredLengthMs(record, measureFrom, wallMs);
  const perS = (count: number): number => (measuredMs > 0 ? (count * 1000) / measuredMs : 0);
  const latency = latencyOf(record, detail);
  const { work } = plan;
  const shares = detail === 'whole' ? sharesOf(tally, plan.seed) : { errors: null, checks: null };
  const result: Omit<Result, 'trust'> = {
    schemaVersion: 1,
    kind: 'load-run',
    inrush: version,
    startedAt: record.startedAtDate.toISOString(),
    scenario: work.kind === 'flows' ? work.name : null,
    target: targetInfo(record),
    load: loadInfo(record),
    flows: flowsOf(work),
    completion:
      partialReasons.length === 0 ? { state: 'complete' } : { state: 'partial', reasons: partialReasons },
    measuredMs,
    wallMs,
    throughput: throughputOf(plan, tally, perS),
    overload: overloadOf(plan, tally, { fromMs: record.warmupMs, lengthMs: measuredMs }),
    accounting: detail === 'whole' ? accountingOf(record) : endedSoFar(accountingOf(record), tally),
    latency,
    requests: rowsOf(work, tally, {
      isOpen: isOpenWork(work),
      latency,
      shares,
      seed: plan.seed,
      perS,
      detail,
    }),
    checks: checksOf(tally, plan.seed, detail),
    shares,
    iterations: iterationsOf(work, tally, perS),
    session: sessionOf(work, tally),
    data: dataOf(work, tally),
    statusCodes: Object.fromEntries(tally.statusCodes),
    failures: tally.failures.list(),
    sockets: { opened: tally.socketsOpened, faults: tally.socketFaults.list() },
    bytes: {
      received: tally.counters.receivedBytes,
      sent: tally.counters.sentBytes,
      body: tally.counters.bodyBytes,
    },
    timeSeries: { intervalMs: 1000, points: seriesOf(record) },
    littlesLaw: littlesLawOf(tally, wallMs, detail),
    steadyState: record.steadyState,
    drift: detail === 'whole' ? driftOf(record) : null,
    clockShiftMs: record.clockShiftMs,
    generator: generatorOf(record),
    server: null,
    responses: null,
    gates: [],
  };
  const trust = judgeTrust(result);
  return { ...result, overload: withCause(result.overload, trust), trust };
}

/**
 * The load's own length, also when its last answer came before the end; a load that a count ended at no planned
 * instant was measured until its last answer.
 */
function measuredLengthMs(record: RunRecord, measureFrom: number, wallMs: number): number {
  const { plan, tally, endAt, partialReasons } = record;
  const untilEndMs = Math.max(0, endAt - measureFrom);
  // Of several loads one may have no end in time.
  if (untilEndMs === Infinity || isEndedByCount(plan.work, tally)) return Math.min(untilEndMs, wallMs);
  // What was answered while a run was drained counts, so the time it took counts too.
  return partialReasons.length === 0 ? untilEndMs : Math.max(untilEndMs, wallMs);
}

/** Rows that have run out end a load as its count does, where it is to stop then. */
function isEndedByCount(work: Work, tally: Tally): boolean {
  const { exhausted } = tally.session;
  const endings = work.kind === 'flows' ? work.flows.data.filter(({ onEnd }) => onEnd === 'stop') : [];
  if (endings.some(({ name }) => exhausted.has(name))) return true;
  const asked = startsAsked(loadsOf(work));
  return asked !== null && arrivalsOf(work, tally).planned >= asked;
}

function targetInfo({ plan, address }: RunRecord): TargetInfo {
  const { targets, engine, work } = plan;
  const requests = work.kind === 'requests' ? work.requests : [];
  return {
    url: requests[0]?.url ?? targets[0].url,
    method: requests[0]?.spec.method ?? 'GET',
    address,
    engine,
    proxy: proxyOrigin(targets[0]),
    requestCount: work.kind === 'flows' ? stepRequests(work.flows).length : requests.length,
    requests: requests
      .slice(0, mostRequestsListed)
      .map((each) => ({ name: each.name, method: each.spec.method, url: each.url, weight: each.weight })),
  };
}

function loadInfo({ plan, warmupMs }: RunRecord): LoadInfo {
  const { work, connections, pipelining, requestsPerConnection, workers, gracefulStopMs, seed } = plan;
  const [load] = loadsOf(work);
  return {
    model: isOpen(load) ? 'open' : 'closed',
    load,
    connections,
    pipelining,
    requestsPerConnection: requestsPerConnection === Infinity ? null : requestsPerConnection,
    workers,
    warmupMs,
    gracefulStopMs,
    seed,
    pacing: isOpen(load) ? plan.pacing : null,
  };
}

function throughputOf(plan: Plan, { counters }: Tally, perS: (count: number) => number): Throughput {
  return {
    askedPerS: askedRatePerS(plan.work),
    startedPerS: perS(counters.startedInWindow),
    answeredPerS: perS(counters.answeredInWindow),
    bodyBytesPerS: perS(counters.bodyBytesInWindow),
  };
}

/** What is open belongs to no outcome yet, and balances when it has ended. */
function endedSoFar(accounting: Accounting, { counters }: Tally): Accounting {
  return { ...accounting, started: endedCount(counters), balanced: true };
}

function latencyOf({ plan, tally, fingerprint }: RunRecord, detail: Detail): Latency {
  const { samples } = tally;
  const isOpenModel = isOpenWork(plan.work);
  const headline = detail === 'whole' ? distributionOf : growingDistributionOf;
  const responseTime = isOpenModel ? okAndAll(samples.responseOk, samples.responseRest, headline) : null;
  const serviceTime = okAndAll(samples.serviceOk, samples.serviceRest, headline);
  const distribution = detail === 'whole' ? distributionOf : unencodedDistributionOf;
  return {
    responseTime,
    serviceTime,
    timeToFirstByte: distribution(samples.timeToFirstByte),
    connect: distribution(samples.connect),
    tls: distribution(samples.tls),
    startLag: isOpenModel ? distribution(samples.startLag) : null,
    confidence: detail === 'whole' ? headlineConfidence(plan, tally, isOpenModel) : null,
    nearFloor: isNearFloor((responseTime ?? serviceTime).all.p50Us, fingerprint),
  };
}

function headlineConfidence(
  plan: Plan,
  { samples, latencyWindows }: Tally,
  isOpenModel: boolean,
): Confidence | null {
  return confidenceOf({
    series: isOpenModel ? 'response' : 'service',
    parts: isOpenModel
      ? [samples.responseOk, samples.responseRest]
      : [samples.serviceOk, samples.serviceRest],
    windows: latencyWindows.list(),
    seed: plan.seed,
  });
}

function seriesOf({ tally, warmupMs }: RunRecord): TimeSeriesPoint[] {
  return tally.timeSeries.points().map(({ interval, busyShare, censoredFromUs, ...point }) => ({
    atMs: interval * 1000,
    warmup: interval * 1000 < warmupMs,
    ...point,
    p50Us: carriedUs(point.p50Us, 0.5, point.samples),
    p99Us: carriedUs(point.p99Us, 0.99, point.samples),
    censoredFromUs: point.censored === 0 ? null : Math.round(censoredFromUs),
    eventLoopUtilization: busyShare,
  }));
}

/** L = λW (Little, 1961) over the measured part. */
function littlesLawOf({ counters, worstResidual }: Tally, wallMs: number, detail: Detail): LittlesLaw {
  const meanInFlight = wallMs > 0 ? counters.inFlightMs / wallMs : 0;
  // What is open has an age, if no end.
  const openMs = counters.openMs + (detail === 'whole' ? 0 : counters.openAgeMs);
  const expectedInFlight = wallMs > 0 ? openMs / wallMs : 0;
  const residual = expectedInFlight > 0 ? Math.abs(meanInFlight - expectedInFlight) / expectedInFlight : 0;
  const worstInterval =
    worstResidual === null ? null : { atMs: worstResidual.interval * 1000, residual: worstResidual.residual };
  return { meanInFlight, expectedInFlight, residual, worstInterval };
}

function generatorOf(record: RunRecord): GeneratorHealth {
  const { workers, peakOpenFiles, system, tally, machine, fingerprint } = record;
  const cpuMs = workers.reduce((sum, worker) => sum + worker.cpuMs, 0);
  const requests = endedCount(tally.counters) + tally.counters.warmup;
  return {
    cpuPerRequestUs: requests > 0 ? (cpuMs * 1000) / requests : 0,
    peakSockets: workers.reduce((sum, worker) => sum + worker.peakSockets, 0),
    peakOpenFiles,
    system,
    workers,
    machine,
    fingerprint,
  };
}
