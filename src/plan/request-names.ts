import { present } from '../base/assert.ts';
import type { NamedCheck } from '../scenario/unknown-check.ts';
import type { FlowRequest, FlowsPlan, StepPlan } from './flows-plan.ts';
import type { Work } from './plan.ts';

/** Requests of the steps of a scenario file, in their order. Those of its sessions alone are left out. */
export function stepRequests({ lanes, requests }: Steps): FlowRequest[] {
  return lanes.flatMap(({ flows }) => flows.flatMap(({ steps }) => requestsIn(steps, requests)));
}

/** What a result can be asked about by name; null where functions may give requests names that nobody knows before. */
export function requestNames(work: Work): readonly string[] | null {
  return work.kind === 'requests' ? work.requests.map(({ name }) => name) : stepNames(work.flows);
}

/** See {@link requestNames}. */
export function stepNames(flows: Steps & Pick<FlowsPlan, 'functionRequests'>): readonly string[] | null {
  return flows.functionRequests.length > 0 ? null : stepRequests(flows).map(({ name }) => name);
}

/** The checks that a scenario file makes, as {@link requestNames}: null where functions may make others. */
export function requestChecks(work: Work): readonly NamedCheck[] | null {
  if (work.kind === 'requests') return [];
  return work.flows.functionRequests.length > 0 ? null : checksIn(stepRequests(work.flows));
}

export function checksIn(requests: readonly FlowRequest[]): NamedCheck[] {
  return requests.flatMap(({ name, checks }) => checks.map(({ label }) => ({ request: name, label })));
}

type Steps = Pick<FlowsPlan, 'requests'> & {
  readonly lanes: readonly Pick<FlowsPlan['lanes'][number], 'flows'>[];
};

function requestsIn(steps: readonly StepPlan[], requests: readonly FlowRequest[]): FlowRequest[] {
  return steps.flatMap((step) => {
    if (step.kind === 'request') return [present(requests[step.request])];
    return 'steps' in step ? requestsIn(step.steps, requests) : [];
  });
}
