import { mapNonEmpty } from '../../plan/non-empty.ts';
import type { Problem } from '../../base/errors.ts';
import type { LanePlan } from '../../plan/flows-plan.ts';
import type { Plan, Work } from '../../plan/plan.ts';
import type { Arrival, OpenLoad } from '../../scenario/load.ts';

export type TrialLoad = {
  readonly ratePerS: number;
  readonly measureMs: number;
  readonly warmupMs: number;
  readonly arrival: Arrival;
  readonly seed: number;
  /** What is open at the end may take so long. */
  readonly drainMs: number;
};

/** The rate for which the users of a scenario file are planned. */
export const plannedPerS = 100;

/** The same requests, or iterations, at one rate for one length of time; whatever load the plan had gives way to it. */
export function trialPlan(plan: Plan, trial: TrialLoad): Plan {
  return {
    ...plan,
    work: workAt(plan.work, trial),
    warmup: { kind: 'fixed', ms: trial.warmupMs },
    gracefulStopMs: trial.drainMs,
    seed: trial.seed,
  };
}

/** Why the rate of a plan can't be searched; null where it can. */
export function searchProblem({ work }: Plan): Problem | null {
  if (work.kind === 'requests' || work.flows.lanes.length === 1) return null;
  return {
    message: `find-max raises one rate, and ${work.flows.lanes.length} flows have a load of their own`,
    hint: 'give the flows weights in place of loads',
  };
}

function workAt(work: Work, trial: TrialLoad): Work {
  const { ratePerS, measureMs: durationMs, arrival } = trial;
  const load: OpenLoad = { kind: 'constant-arrival-rate', ratePerS, durationMs, arrival, iterations: null };
  if (work.kind === 'requests') return { ...work, load };
  const lanes = mapNonEmpty(work.flows.lanes, (lane) => laneAt(lane, load, ratePerS));
  return { ...work, flows: { ...work.flows, lanes } };
}

/** As many users ready as are busy at once at that rate. */
function laneAt(lane: LanePlan, load: OpenLoad, ratePerS: number): LanePlan {
  const vus = Math.max(1, Math.min(lane.maxVus, Math.ceil((lane.vus * ratePerS) / plannedPerS)));
  return { ...lane, load, vus };
}
