import type { Problem } from '../../base/errors.ts';
import type { Machine } from '../../plan/machine.ts';
import { makePlan, type Planning } from '../../plan/make-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ComparisonShape } from './comparison-shape.ts';
import { shapeProblems } from './shape-problems.ts';

export type { ComparisonShape } from './comparison-shape.ts';

export type SideName = 'sync' | 'threads' | 'async';

/** One side, or one level of it. */
export type Contender = { readonly name: SideName; readonly plan: Plan };

/** All sides with the same requests: sync first, then threads, then async by concurrency. */
export type SyncVsAsyncPlans = {
  readonly contenders: readonly Contender[];
  readonly rounds: number;
  readonly isSweep: boolean;
};

const defaultRequests = 1000;
/** A tenth of the requests: the first and the last wave, which fill and empty the target, weigh little. */
const defaultConcurrency = 100;

/**
 * Plans all sides, each by `planSide`. The one that needs most of the machine finds the problems of all; each is told
 * once.
 */
export function planSides(
  scenario: Scenario,
  machine: Machine,
  shape: ComparisonShape = {},
  planSide: typeof makePlan = makePlan,
): Planning<SyncVsAsyncPlans> {
  const requests = scenario.requests ?? defaultRequests;
  const wrongShape = shapeProblems(scenario, shape, requests);
  // A count that is wrong is one problem, and not also that of the connections made from it.
  const most = requests > 0 ? requests : Infinity;
  const levels = levelsOf(scenario, shape, most);
  const sideOf = (connections: number, workers?: number): Planning<Plan> =>
    planSide({ ...scenario, ...workersFor(scenario, connections, workers), requests, connections }, machine);
  const threads = shape.threads === undefined ? null : Math.min(shape.threads, most);
  const top = sideOf(levels.at(-1) ?? 1);
  const isPlannable = threads !== null && wrongShape.length === 0;
  const planned = [
    { name: 'sync' as const, planning: sideOf(1, 1) },
    ...(isPlannable ? [{ name: 'threads' as const, planning: sideOf(threads, threads) }] : []),
    ...levels.slice(0, -1).map((level) => ({ name: 'async' as const, planning: sideOf(level) })),
    { name: 'async' as const, planning: top },
  ];
  const problems = distinct([
    ...(top.ok ? [] : top.problems),
    ...wrongShape,
    ...(top.ok ? planned.flatMap(({ planning }) => (planning.ok ? [] : planning.problems)) : []),
  ]);
  if (problems.length > 0 || !top.ok) return { ok: false, problems };
  const contenders = planned.flatMap(({ name, planning }) =>
    planning.ok ? [{ name, plan: planning.plan }] : [],
  );
  const plan = { contenders, rounds: shape.rounds ?? 1, isSweep: shape.sweep !== undefined };
  return { ok: true, plan, notes: [...top.notes, ...clampNote(shape, threads)] };
}

/** Concurrencies of the async side, lowest first; never more in flight than there are requests. */
function levelsOf({ connections }: Scenario, { sweep }: ComparisonShape, most: number): number[] {
  if (sweep === undefined) return [Math.min(connections ?? defaultConcurrency, most)];
  const levels = [...new Set(sweep)].toSorted((left, right) => left - right);
  const beyondSync = levels.filter((level) => level !== 1);
  return beyondSync.length === 0 ? [1] : beyondSync;
}

/** A low level of a sweep has too few connections for the workers that a high one was given. */
function workersFor(scenario: Scenario, connections: number, own?: number): { workers?: number } {
  if (own !== undefined) return { workers: own };
  return scenario.workers === undefined ? {} : { workers: Math.min(scenario.workers, connections) };
}

function clampNote({ threads: asked }: ComparisonShape, threads: number | null): string[] {
  if (threads === null || asked === undefined || asked <= threads) return [];
  return [`--threads ${asked}, but there are only ${threads} requests: ${threads} threads`];
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}
