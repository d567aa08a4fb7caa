import type { Problem } from '../base/errors.ts';
import type { Timeouts } from '../scenario/connecting.ts';
import { isOpen, type Load } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { type Machine, reservedFiles } from './machine.ts';
import type { Plan } from './plan.ts';
import { planRequest, requestProblems } from './plan-request.ts';
import { planTarget } from './plan-target.ts';

/** A plan, or everything that is wrong; `notes` are assumptions that the user should hear of. */
export type Planning<T> =
  | { readonly ok: true; readonly plan: T; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const defaultConnections = 50;
/** An open model opens connections as arrivals need them, so this is only a ceiling. */
const defaultOpenConnections = 1000;
const defaultDurationMs = 10_000;
const defaultTimeouts: Timeouts = {
  connectMs: 3000,
  tlsMs: 4000,
  firstByteMs: Infinity,
  idleMs: Infinity,
  totalMs: 10_000,
};

/** Resolves every default and checks the whole against itself and the machine. Sends nothing. */
export function makePlan(scenario: Scenario, machine: Machine): Planning<Plan> {
  const problems: Problem[] = [...checkNumbers(scenario), ...requestProblems(scenario)];
  const target = planTarget(scenario);
  problems.push(...target.problems);
  if (scenario.proxy !== undefined && scenario.engine === 'h1') {
    problems.push({ message: '--proxy needs the undici engine', hint: 'leave out --engine h1' });
  }
  const load = planLoad(scenario);
  const connections = isOpen(load) ? (scenario.connections ?? defaultOpenConnections) : load.vus;
  const workers = planWorkers(scenario, connections, machine, problems);
  if (problems.length > 0 || target.target === null) return { ok: false, problems };
  const plan: Plan = {
    target: target.target,
    request: planRequest(scenario, target.target),
    load,
    engine: scenario.engine ?? (scenario.proxy === undefined ? 'h1' : 'undici'),
    connections,
    workers,
    pipelining: scenario.pipelining ?? 1,
    requestsPerConnection: scenario.requestsPerConnection ?? Infinity,
    tls: target.tls,
    timeouts: { ...defaultTimeouts, ...scenario.timeouts },
    warmupMs: scenario.warmupMs ?? 0,
    gracefulStopMs: scenario.gracefulStopMs ?? 5000,
    maxQueued: scenario.maxQueued ?? 1_000_000,
    seed: scenario.seed ?? 1,
    localAddresses: scenario.localAddresses ?? [],
  };
  return { ok: true, plan, notes: target.notes };
}

function planLoad(scenario: Scenario): Load {
  const { ratePerS, stages, requests, durationMs } = scenario;
  const arrival = scenario.arrival ?? 'uniform';
  const iterations = requests ?? null;
  if (stages !== undefined) {
    return { kind: 'ramping-arrival-rate', startRatePerS: ratePerS ?? 0, stages, arrival, iterations };
  }
  if (ratePerS !== undefined) {
    const untilDoneMs = requests === undefined ? defaultDurationMs : (requests * 1000) / ratePerS;
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

/** Half of the cores, more where one process may not hold its share of the connections. */
function planWorkers(scenario: Scenario, connections: number, machine: Machine, problems: Problem[]): number {
  const perWorker = machine.openFilesPerProcess - reservedFiles;
  const needed = Math.max(1, Math.ceil(connections / perWorker));
  const usual = Math.max(1, Math.min(Math.floor(machine.cores / 2), connections));
  const workers = scenario.workers ?? Math.max(usual, needed);
  const limit = machine.openFilesPerProcess;
  if (workers > connections) {
    problems.push({
      message: `${workers} workers for ${connections} connections`,
      hint: 'a worker needs a connection of its own: raise -c or lower -w',
    });
  }
  if (workers < needed) {
    problems.push({
      message: `-c ${connections} needs ${Math.ceil(connections / workers) + reservedFiles} open files in each of ${workers} workers; the limit is ${limit} (ulimit -n)`,
      hint: `lower -c to ${perWorker * workers}, use -w ${needed} or leave -w out, or raise the limit with: ulimit -n ${Math.ceil(connections / workers) + reservedFiles}`,
    });
  }
  const total = connections + workers * reservedFiles;
  if (total > machine.openFilesFree) {
    problems.push({
      message: `-c ${connections} needs ${total} open files; this machine has ${machine.openFilesFree} left (fs.file-max)`,
      hint: `lower -c, run part of the load from another machine, or raise the limit with: sysctl fs.file-max`,
    });
  }
  return workers;
}

function checkNumbers(scenario: Scenario): Problem[] {
  const { timeouts, stages } = scenario;
  const counts: [flag: string, value: number | undefined][] = [
    ['-c/--connections', scenario.connections],
    ['-n/--requests', scenario.requests],
    ['-w/--workers', scenario.workers],
    ['-p/--pipelining', scenario.pipelining],
    ['--requests-per-connection', scenario.requestsPerConnection],
    ['-d/--duration', scenario.durationMs],
    ['-R/--rate', scenario.ratePerS],
    ['-t/--timeout', timeouts?.totalMs],
    ['--connect-timeout', timeouts?.connectMs],
    ['--tls-timeout', timeouts?.tlsMs],
    ['--first-byte-timeout', timeouts?.firstByteMs],
    ['--idle-timeout', timeouts?.idleMs],
  ];
  const problems: Problem[] = [];
  for (const [flag, value] of counts) {
    if (value !== undefined && !(value > 0)) {
      problems.push({ message: `${flag} must be above 0, got ${value}` });
    }
  }
  if (stages !== undefined && stages.every((stage) => stage.targetPerS === 0)) {
    problems.push({ message: '--stages never rises above 0 requests per second' });
  }
  if (stages !== undefined && scenario.durationMs !== undefined) {
    problems.push({ message: '--stages and -d both set the length', hint: 'leave out -d' });
  }
  return problems;
}
