import type { FlowRequest, LanePlan, StepPlan } from '../../plan/flows-plan.ts';

/** Variables that the iterations of a lane make, apart from those that its session has made already. */
export function ownNames(lane: LanePlan, requests: readonly FlowRequest[]): readonly string[] {
  const kept = new Set(namesIn(lane.session, requests));
  const made = new Set(lane.flows.flatMap(({ steps }) => namesIn(steps, requests)));
  return [...made].filter((name) => !kept.has(name));
}

function namesIn(steps: readonly StepPlan[], requests: readonly FlowRequest[]): string[] {
  return steps.flatMap((step): string[] => {
    switch (step.kind) {
      case 'request':
        return requests[step.request]?.captures.map(({ name }) => name) ?? [];
      case 'group':
        return namesIn(step.steps, requests);
      case 'repeat':
      case 'for-each':
        return [...(step.as === null ? [] : [step.as]), ...namesIn(step.steps, requests)];
      default:
        return [];
    }
  });
}
