import type { Problem } from '../base/errors.ts';
import { type Arrival, isOpen, type Load, mostVus } from '../scenario/load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Machine } from './machine.ts';
import { numberProblems } from './number-problems.ts';
import type { Plan } from './plan.ts';
import { planRequests } from './plan-requests.ts';
import { planSettings, proxyProblems } from './plan-settings.ts';
import { type Need, planWorkers } from './plan-workers.ts';

/** A plan, or everything that is wrong; `notes` are assumptions that the user should hear of. */
export type Planning<T> =
  | { readonly ok: true; readonly plan: T; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const defaultConnections = 50;
/** An open model opens connections as arrivals need them, so this is only a ceiling. */
const defaultOpenConnections = 1000;
const defaultDurationMs = 10_000;

/** Resolves every default and checks the whole against itself and the machine. Sends nothing. */
export function makePlan(scenario: Scenario, machine: Machine): Planning<Plan> {
  const wrongNumbers = numberProblems(scenario);
  const { requests, targets, problems: requestProblems, notes } = planRequests(scenario);
  const problems: Problem[] = [
    ...wrongNumbers,
    ...requestProblems,
    ...loadProblems(scenario),
    ...proxyProblems(scenario),
  ];
  const load = planLoad(scenario);
  const connections = isOpen(load) ? (scenario.connections ?? defaultOpenConnections) : mostVus(load);
  const need = { connections, socketsEach: targets?.length ?? 1, ...flagNames(connections) };
  const { workers, problems: workerProblems } = planWorkers(scenario.workers, need, machine);
  // What follows from a wrong number is not worth saying.
  if (wrongNumbers.length === 0) problems.push(...workerProblems);
  if (problems.length > 0 || requests === null || targets === null) return { ok: false, problems };
  const work = { kind: 'requests', requests, load } as const;
  const plan: Plan = { targets, work, connections, workers, ...planSettings(scenario) };
  return { ok: true, plan, notes };
}

function flagNames(connections: number): Pick<Need, 'asked' | 'names'> {
  return { asked: `-c ${connections}`, names: { connections: '-c', workers: '-w' } };
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
