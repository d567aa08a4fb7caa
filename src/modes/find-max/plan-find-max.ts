import type { Problem } from '../../base/errors.ts';
import type { Machine } from '../../plan/machine.ts';
import { makePlan, type Planning } from '../../plan/make-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { requestNames } from '../../plan/request-names.ts';
import type { Arrival } from '../../scenario/load.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { designOf, type FindMaxShape, shapeProblems } from './find-max-design.ts';
import type { FindMaxDesign } from './find-max-result.ts';
import { readSlo, type Slo } from './slo.ts';
import { plannedPerS, searchProblem } from './trial-plan.ts';

/** A search that holds together. */
export type FindMaxPlan = {
  /** What is sent; its load gives way to that of each trial. */
  readonly plan: Plan;
  readonly slo: Slo;
  readonly design: FindMaxDesign;
  /** null: no gate. */
  readonly atLeastPerS: number | null;
};

/** What is searched for, and how. */
export type FindMaxAsk = FindMaxShape & {
  /** `p99 < 200ms, errors < 0.1%`; several are one. */
  readonly slo: readonly string[];
};

/** The search for the requests of a scenario; what it says of a load is refused. */
export function planFindMax(scenario: Scenario, machine: Machine, ask: FindMaxAsk): Planning<FindMaxPlan> {
  const { ratePerS: _rate, stages: _stages, requests: _count, durationMs: _length, ...sent } = scenario;
  const { warmup: _warmup, ...rest } = sent;
  const planning = makePlan({ ...rest, ratePerS: plannedPerS }, machine);
  const wrongLoad = loadProblems(scenario);
  if (planning.ok) {
    const found = planSearch(planning.plan, scenario.arrival ?? 'uniform', ask, wrongLoad);
    return found.ok ? { ...found, notes: [...planning.notes, ...found.notes] } : found;
  }
  const { problems } = readSlo(ask.slo, null);
  return { ok: false, problems: [...planning.problems, ...wrongLoad, ...problems, ...shapeProblems(ask)] };
}

/** The search with what a plan sends. `others` are problems that are known already. */
export function planSearch(
  plan: Plan,
  arrival: Arrival,
  ask: FindMaxAsk,
  others: readonly Problem[] = [],
): Planning<FindMaxPlan> {
  const { slo, problems: wrongSlo } = readSlo(ask.slo, requestNames(plan.work));
  const unsearchable = searchProblem(plan);
  const problems = [
    ...others,
    ...(unsearchable === null ? [] : [unsearchable]),
    ...wrongSlo,
    ...checkProblems(slo, plan),
    ...shapeProblems(ask),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const design = designOf(ask, slo.conditions, { plan, arrival });
  return { ok: true, plan: { plan, slo, design, atLeastPerS: ask.atLeastPerS ?? null }, notes: [] };
}

function loadProblems({ ratePerS, stages, requests, durationMs, warmup }: Scenario): Problem[] {
  const given = { ratePerS, stages, requests, durationMs, warmup };
  const names = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (names.length === 0) return [];
  const hint = 'the search chooses the rate and the length of each trial';
  return [{ message: `find-max takes no ${names.join(', ')}`, hint }];
}

/** What is never checked would only look as if the target never held. */
function checkProblems({ conditions }: Slo, { work }: Plan): Problem[] {
  const isChecked =
    work.kind === 'flows' &&
    (work.flows.codePath !== null || work.flows.requests.some(({ checks }) => checks.length > 0));
  const asked = conditions.filter(({ metric }) => metric.kind === 'checks' || metric.kind === 'check');
  if (isChecked) return [];
  return asked.map(({ expression }) => ({
    message: `--slo "${expression}": nothing is checked`,
    hint: 'checks stand in a scenario file, at its requests',
  }));
}
