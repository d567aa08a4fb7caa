import type { FlowRequest, LanePlan, StepPlan } from '../flows-plan.ts';

/** Those of iterations: what a session sends is in no measured number. */
export function measuredRequests(
  lanes: readonly LanePlan[],
  requests: readonly FlowRequest[],
): readonly FlowRequest[] {
  const steps = lanes.flatMap(({ flows }) => flows.flatMap((flow) => flow.steps));
  const indexes = new Set(indexesIn(steps));
  return requests.filter((_, index) => indexes.has(index));
}

function indexesIn(steps: readonly StepPlan[]): readonly number[] {
  return steps.flatMap((step) => {
    if (step.kind === 'request') return [step.request];
    return 'steps' in step ? indexesIn(step.steps) : [];
  });
}
