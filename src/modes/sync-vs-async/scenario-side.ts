import { assert } from '../../base/assert.ts';
import type { LanePlan } from '../../plan/flows-plan.ts';
import type { Machine } from '../../plan/machine.ts';
import type { Planning } from '../../plan/make-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import { planWorkers } from '../../plan/plan-workers.ts';
import type { Scenario } from '../../scenario/scenario.ts';

/**
 * Plans one side of a comparison for a scenario file: `requests` iterations by as many users as there are `connections`,
 * in place of the load that the file says.
 */
export function scenarioSide(plan: Plan): (side: Scenario, machine: Machine) => Planning<Plan> {
  const { work, targets } = plan;
  assert(work.kind === 'flows', 'a side of a scenario file');
  const { flows, name } = work;
  const [lane, ...others] = flows.lanes;
  return ({ requests: iterations = 1, connections = 1, workers: given }, machine) => {
    if (others.length > 0) {
      const message = `sync against async compares one load, and ${flows.lanes.length} flows have one of their own`;
      return { ok: false, problems: [{ message, hint: 'give the flows weights in place of loads' }] };
    }
    const vus = Math.min(connections, iterations);
    const names = { connections: '-c', workers: '-w' };
    const need = { connections: vus, socketsEach: targets.length, asked: `-c ${vus}`, names };
    const { workers, problems } = planWorkers(given, need, machine);
    if (problems.length > 0) return { ok: false, problems };
    const side: LanePlan = {
      ...lane,
      load: { kind: 'shared-iterations', vus, iterations, durationMs: null },
      vus,
      maxVus: vus,
    };
    const sideWork = { kind: 'flows', name, flows: { ...flows, lanes: [side] } } as const;
    return {
      ok: true,
      plan: { ...plan, connections: vus, workers, pipelining: 1, work: sideWork },
      notes: [],
    };
  };
}
