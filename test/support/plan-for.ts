import type { Machine } from '../../src/plan/machine.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** It bounds nothing that a test doesn't ask it to. */
export const roomyMachine: Machine = {
  cores: 8,
  openFilesPerProcess: 1_000_000,
  openFilesFree: Infinity,
  ephemeralPorts: 28_232,
};

type RequestWork = Extract<Plan['work'], { kind: 'requests' }>;

/** A plan of one worker, unless told otherwise; throws what is wrong with the scenario. */
export function planFor(scenario: Partial<Scenario>): Plan & { readonly work: RequestWork } {
  const one = scenario.urls === undefined ? { url: 'http://127.0.0.1:8080/' } : {};
  const planned = makePlan({ ...one, workers: 1, ...scenario }, roomyMachine);
  if (!planned.ok) throw new Error(planned.problems.map(({ message }) => message).join('\n'));
  return { ...planned.plan, work: requestWork(planned.plan) };
}

/** What a plan of single requests sends. */
export function requestWork({ work }: Pick<Plan, 'work'>): RequestWork {
  if (work.kind !== 'requests') throw new Error('the plan is one of a scenario file');
  return work;
}
