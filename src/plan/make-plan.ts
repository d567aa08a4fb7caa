import type { Problem } from '../base/errors.ts';
import type { Timeouts } from '../scenario/connecting.ts';
import { type Arrival, isOpen, type Load, mostVus } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Machine, reservedFiles } from './machine.ts';
import { numberProblems } from './number-problems.ts';
import type { Plan, Warmup } from './plan.ts';
import { planRequests } from './plan-requests.ts';

/** A plan, or everything that is wrong; `notes` are assumptions that the user should hear of. */
export type Planning<T> =
  | { readonly ok: true; readonly plan: T; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const defaultConnections = 50;
/** An open model opens connections as arrivals need them, so this is only a ceiling. */
const defaultOpenConnections = 1000;
const defaultDurationMs = 10_000;
/** Of an automatic warm-up: a target that has not become steady by then may never do. */
const longestWarmupMs = 60_000;
const defaultTimeouts: Timeouts = {
  connectMs: 3000,
  tlsMs: 4000,
  firstByteMs: Infinity,
  idleMs: Infinity,
  totalMs: 10_000,
};

/** Resolves every default and checks the whole against itself and the machine. Sends nothing. */
export function makePlan(scenario: Scenario, machine: Machine): Planning<Plan> {
  const wrongNumbers = numberProblems(scenario);
  const { requests, targets, problems: requestProblems, notes } = planRequests(scenario);
  const problems: Problem[] = [...wrongNumbers, ...requestProblems, ...loadProblems(scenario)];
  if (scenario.proxy !== undefined && scenario.unixPath !== undefined) {
    problems.push({ message: '--proxy and --unix both say where to connect', hint: 'leave out one of them' });
  }
  if (scenario.proxy !== undefined && scenario.engine === 'h1') {
    problems.push({ message: '--proxy needs the undici engine', hint: 'leave out --engine h1' });
  }
  const load = planLoad(scenario);
  const connections = isOpen(load) ? (scenario.connections ?? defaultOpenConnections) : mostVus(load);
  const need = { connections, socketsEach: targets?.length ?? 1 };
  const { workers, problems: workerProblems } = planWorkers(scenario, need, machine);
  // What follows from a wrong number is not worth saying.
  if (wrongNumbers.length === 0) problems.push(...workerProblems);
  if (problems.length > 0 || requests === null || targets === null) return { ok: false, problems };
  const plan: Plan = {
    targets,
    work: { kind: 'requests', requests, load },
    engine: scenario.engine ?? (scenario.proxy === undefined ? 'h1' : 'undici'),
    connections,
    workers,
    pipelining: scenario.pipelining ?? 1,
    requestsPerConnection: scenario.requestsPerConnection ?? Infinity,
    timeouts: { ...defaultTimeouts, ...scenario.timeouts },
    warmup: planWarmup(scenario),
    pacing: scenario.pacing ?? 'auto',
    gracefulStopMs: scenario.gracefulStopMs ?? 5000,
    maxQueued: scenario.maxQueued ?? 1_000_000,
    seed: scenario.seed ?? 1,
    localAddresses: scenario.localAddresses ?? [],
  };
  return { ok: true, plan, notes };
}

/** What only means something together with something else, or without it. */
function loadProblems({ ratePerS, stages, arrival, pacing, warmup, warmupMs }: Scenario): Problem[] {
  const problems: Problem[] = [];
  const isClosed = ratePerS === undefined && stages === undefined;
  const hint = 'an open model has a rate: add -R or --stages';
  if (isClosed && arrival !== undefined) {
    problems.push({ message: '--arrival spaces the starts of an open model, and this one is closed', hint });
  }
  if (isClosed && pacing !== undefined) {
    problems.push({
      message: '--pacing waits for the starts of an open model, and this one is closed',
      hint,
    });
  }
  if (warmup !== undefined && warmupMs !== undefined) {
    problems.push({
      message: 'the warm-up has a length and is automatic, too',
      hint: 'leave out one of them',
    });
  }
  return problems;
}

function planWarmup({ warmup, warmupMs }: Scenario): Warmup {
  if (warmup === 'auto') return { kind: 'auto', longestMs: longestWarmupMs };
  return { kind: 'fixed', ms: warmupMs ?? 0 };
}

function planLoad(scenario: Scenario): Load {
  const { ratePerS, stages, requests, durationMs } = scenario;
  const arrival = scenario.arrival ?? 'uniform';
  const iterations = requests ?? null;
  if (stages !== undefined) {
    return { kind: 'ramping-arrival-rate', startRatePerS: ratePerS ?? 0, stages, arrival, iterations };
  }
  if (ratePerS !== undefined) {
    const untilDoneMs =
      requests === undefined ? defaultDurationMs : untilStartedMs(requests, ratePerS, arrival);
    return {
      kind: 'constant-arrival-rate',
      ratePerS,
      durationMs: durationMs ?? untilDoneMs,
      arrival,
      iterations,
    };
  }
  const vus = scenario.connections ?? Math.min(defaultConnections, requests ?? Infinity);
  if (requests === undefined) {
    return { kind: 'constant-vus', vus, durationMs: durationMs ?? defaultDurationMs };
  }
  return { kind: 'shared-iterations', vus, iterations: requests, durationMs: durationMs ?? null };
}

/** Poisson arrivals take their time: with 10 standard deviations to spare the count always ends them. */
function untilStartedMs(requests: number, ratePerS: number, arrival: Arrival): number {
  const spare = arrival === 'poisson' ? 10 * Math.sqrt(requests) + 10 : 0;
  return ((requests + spare) * 1000) / ratePerS;
}

type PlannedWorkers = { readonly workers: number; readonly problems: readonly Problem[] };

/** A connection has a socket for each origin that the URLs name. */
type Need = { readonly connections: number; readonly socketsEach: number };

/** Half of the cores, more where one process may not hold its share of the connections. */
function planWorkers(
  scenario: Scenario,
  { connections, socketsEach }: Need,
  machine: Machine,
): PlannedWorkers {
  const limit = machine.openFilesPerProcess;
  const perWorker = Math.floor((limit - reservedFiles) / socketsEach);
  if (perWorker < 1) {
    const each = socketsEach === 1 ? '' : ` with ${socketsEach} sockets each`;
    const message = `a worker needs ${reservedFiles} open files besides its connections${each}; the limit is ${limit} (ulimit -n)`;
    const hint = `raise the limit with: ulimit -n ${connections * socketsEach + reservedFiles}`;
    return { workers: 1, problems: [{ message, hint }] };
  }
  const problems: Problem[] = [];
  const needed = Math.max(1, Math.ceil(connections / perWorker));
  const usual = Math.max(1, Math.min(Math.floor(machine.cores / 2), connections));
  const workers = scenario.workers ?? Math.max(usual, needed);
  if (workers > connections) {
    problems.push({
      message: `${workers} workers for ${connections} connections`,
      hint: 'a worker needs a connection of its own: raise -c or lower -w',
    });
  }
  const origins = socketsEach === 1 ? '' : ` with ${socketsEach} origins`;
  if (workers < needed) {
    const each = Math.ceil(connections / workers) * socketsEach + reservedFiles;
    problems.push({
      message: `-c ${connections}${origins} needs ${each} open files in each of ${workers} workers; the limit is ${limit} (ulimit -n)`,
      hint: `lower -c to ${perWorker * workers}, use -w ${needed} or leave -w out, or raise the limit with: ulimit -n ${each}`,
    });
  }
  const total = connections * socketsEach + workers * reservedFiles;
  if (total > machine.openFilesFree) {
    problems.push({
      message: `-c ${connections}${origins} needs ${total} open files; this machine has ${machine.openFilesFree} left (fs.file-max)`,
      hint: `lower -c, run part of the load from another machine, or raise the limit with: sysctl fs.file-max`,
    });
  }
  return { workers, problems };
}
