import type { FlowRequest, FlowsPlan, LanePlan, StepPlan } from '../../src/plan/flows-plan.ts';
import type { NonEmpty } from '../../src/plan/non-empty.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { planFor } from './plan-for.ts';

/** A plan of a scenario file: one lane unless told otherwise. `settings` are those of a plan of single requests. */
export function flowsFor(
  lanes: NonEmpty<Partial<LanePlan> & Pick<LanePlan, 'load'>>,
  flows: Partial<Omit<FlowsPlan, 'lanes'>> = {},
  settings: Partial<Scenario> = {},
): Plan {
  const [first, ...rest] = lanes;
  const plan: FlowsPlan = {
    requests: [flowRequest('a'), flowRequest('b')],
    data: [],
    codePath: null,
    functionRequests: [],
    shared: null,
    env: {},
    secrets: { values: [], names: [] },
    keepsCookies: false,
    captureLimitBytes: 1024,
    ...flows,
    lanes: [laneFor(first), ...rest.map(laneFor)],
  };
  const connections = plan.lanes.reduce((sum, { maxVus }) => sum + maxVus, 0);
  return { ...planFor(settings), connections, work: { kind: 'flows', name: 'sample', flows: plan } };
}

/** `GET /name` to the plan's only target. */
export function flowRequest(name: string, own: Partial<FlowRequest> = {}): FlowRequest {
  return {
    name,
    url: `/${name}`,
    target: 0,
    method: 'GET',
    path: [`/${name}`],
    headers: [['Host', ['127.0.0.1:8080']]],
    body: null,
    timeoutMs: null,
    redirects: 0,
    expected: null,
    checks: [],
    captures: [],
    tags: {},
    ...own,
  };
}

export function send(request: number): StepPlan {
  return { kind: 'request', request, when: null };
}

export function think(ms: number): StepPlan {
  return { kind: 'think', minMs: ms, maxMs: ms, when: null };
}

function laneFor(lane: Partial<LanePlan> & Pick<LanePlan, 'load'>): LanePlan {
  return {
    name: 'main',
    vus: 1,
    maxVus: lane.vus ?? 1,
    session: [],
    userData: [],
    iterationData: [],
    flows: [{ name: 'main', weight: 1, steps: [send(0)] }],
    ...lane,
  };
}
