import type { CodeStep } from '../../scenario/file/code-scenario.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import { isOpen, type Load } from '../../scenario/load.ts';
import type { FlowPlan, LanePlan } from '../flows-plan.ts';
import { isNonEmpty } from '../non-empty.ts';
import { type Captured, type Columns, KnownNames } from './known-names.ts';
import type { FlowDraft, LaneDraft } from './lane-drafts.ts';
import type { CommonContext } from './plan-context.ts';
import { planLoad } from './plan-load.ts';
import { planSteps } from './plan-steps.ts';
import { hasFunctions, namedValues } from './step-contents.ts';
import { meanThinkMs } from './think-time.ts';
import { usersNeeded } from './users-needed.ts';

/** What all lanes know from the start: the data, and what the `before` hook of a code scenario gives. */
export type Given = { readonly columns: Columns; readonly variables: readonly string[] };

const defaultLoad = { kind: 'constant-vus', vus: 1, for: '10s' } as const;

/** A lane whose load or flows are wrong is left out, and told. */
export function planLanes(
  context: CommonContext,
  drafts: readonly LaneDraft[],
  given: Given,
): readonly LanePlan[] {
  if (drafts.some(({ load }) => load === null)) {
    context.notes.add(
      'the scenario has no load: one user for 10s. Add one such as { kind: constant-vus, vus: 10, for: 30s }',
    );
  }
  const lanes = drafts.map((draft) => planLane(context, draft, given));
  refuseMixedModels(context, drafts, lanes);
  return lanes.filter((lane) => lane !== null);
}

function planLane(
  { problems, ...rest }: CommonContext,
  draft: LaneDraft,
  { columns, variables }: Given,
): LanePlan | null {
  const inFlows = draft.flows.flatMap(({ steps }) =>
    captures(steps, (step) => `captured only after the session, by the step "${step}"`),
  );
  const inSession = captures(draft.session, isLater);
  const names = new KnownNames(problems, columns, [...inSession, ...inFlows], { names: variables });
  const session = planSteps({ ...rest, problems, names, isSession: true }, draft.sessionPath, draft.session);
  const flows: FlowPlan[] = [];
  const used = new Set<string>();
  for (const flow of draft.flows) {
    const flowNames = names.branch(capturesAround(flow, draft.flows));
    const steps = planSteps({ ...rest, problems, names: flowNames, isSession: false }, flow.path, flow.steps);
    for (const name of flowNames.usedData) used.add(name);
    flows.push({ name: flow.name, weight: flow.weight, steps });
  }
  const given = draft.load ?? defaultLoad;
  const load: Load | null = planLoad(problems, draft.loadPath, given);
  const users =
    load === null
      ? null
      : usersNeeded(problems, draft.loadPath, { given, load, meanThinkMs: meanThinkMs(flows) });
  if (load === null || users === null || !isNonEmpty(flows)) return null;
  const data = dataOf(draft, [...columns.keys()], { inSession: names.usedData, inFlows: used });
  return { name: draft.name, load, ...users, session, ...data, flows };
}

function isLater(step: string): string {
  return `captured only by the later step "${step}"`;
}

/** Flows of a lane don't count on each other: which of them a user runs, and in which order, is left to the weights. */
function capturesAround(own: FlowDraft, all: readonly FlowDraft[]): readonly Captured[] {
  const others = all.filter((flow) => flow !== own);
  const inOthers = others.flatMap(({ name, steps }) =>
    captures(steps, () => `captured only in the flow "${name}"`),
  );
  return [...captures(own.steps, isLater), ...inOthers.map((each) => ({ ...each, isAhead: false }))];
}

function captures(steps: readonly CodeStep[], where: (step: string) => string): readonly Captured[] {
  return namedValues(steps).map(({ name, step }) =>
    step === null
      ? { name, where: 'known only inside its loop', isAhead: false }
      : { name, where: where(step), isAhead: true },
  );
}

type Uses = { readonly inSession: ReadonlySet<string>; readonly inFlows: ReadonlySet<string> };

/**
 * A user keeps the row that its session has read. Where functions are, a source that nobody is seen to read may be read
 * by what they call: for each iteration, or by the user where only the session has functions.
 */
function dataOf(
  draft: LaneDraft,
  names: readonly string[],
  { inSession, inFlows }: Uses,
): Pick<LanePlan, 'userData' | 'iterationData'> {
  const inSteps = draft.flows.some(({ steps }) => hasFunctions(steps));
  const unseen = names.filter((name) => !inSession.has(name) && !inFlows.has(name));
  const unseenByUser = !inSteps && hasFunctions(draft.session);
  const isOfUser = (name: string): boolean => inSession.has(name) || (unseenByUser && unseen.includes(name));
  const isOfIteration = (name: string): boolean => inFlows.has(name) || (inSteps && unseen.includes(name));
  return {
    userData: names.filter(isOfUser),
    iterationData: names.filter((name) => !isOfUser(name) && isOfIteration(name)),
  };
}

function refuseMixedModels(
  { problems }: CommonContext,
  drafts: readonly LaneDraft[],
  lanes: readonly (LanePlan | null)[],
): void {
  let first: { readonly load: Load; readonly name: string } | null = null;
  for (const [index, lane] of lanes.entries()) {
    if (lane === null) continue;
    first ??= lane;
    if (isOpen(lane.load) === isOpen(first.load)) continue;
    const path: ScenarioPath = drafts[index]?.loadPath ?? [];
    const message = `"${lane.name}" has ${modelOf(lane.load)}, and "${first.name}" ${modelOf(first.load)}`;
    problems.refuse(path, message, 'flows of one scenario have all users or all rates: split it into two');
  }
}

function modelOf(load: Load): string {
  return isOpen(load) ? 'a rate (open model)' : 'users (closed model)';
}
