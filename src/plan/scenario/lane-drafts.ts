import type { CodeScenario, CodeStep } from '../../scenario/file/code-scenario.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { LoadFile } from '../../scenario/file/scenario-file.ts';
import { weightProblems } from '../request-order.ts';
import type { ProblemList } from './problem-list.ts';
import { wholeNumber } from './quantity.ts';
import { sendsAnything } from './step-contents.ts';

/** A load and what shares it, as the file says it. */
export type LaneDraft = {
  readonly name: string;
  /** null: nobody said one. */
  readonly load: LoadFile | readonly LoadFile[] | null;
  readonly loadPath: ScenarioPath;
  readonly session: readonly CodeStep[];
  readonly sessionPath: ScenarioPath;
  readonly flows: readonly FlowDraft[];
};

export type FlowDraft = {
  readonly name: string;
  readonly weight: number;
  readonly steps: readonly CodeStep[];
  readonly path: ScenarioPath;
};

type Flows = NonNullable<CodeScenario['flows']>;

/** `steps` are the one flow of one lane. Of `flows` those with a load are lanes of their own; the others share one. */
export function laneDrafts(problems: ProblemList, file: CodeScenario, name: string): readonly LaneDraft[] {
  const { steps, flows } = file;
  if (steps !== undefined && flows !== undefined) {
    problems.refuse(['flows'], 'the scenario has `steps` and `flows`', 'make the steps a flow of their own');
  }
  if (steps !== undefined) {
    refuseIdle(problems, ['steps'], steps);
    return [{ ...commonLane(file, name), flows: [{ name, weight: 1, steps, path: ['steps'] }] }];
  }
  if (flows === undefined || Object.keys(flows).length === 0) {
    problems.refuse(
      flows === undefined ? [] : ['flows'],
      'the scenario has no steps',
      'such as steps: [{ get: / }]',
    );
    return [];
  }
  return flowLanes(problems, file, flows, name);
}

function commonLane({ load, session = [] }: CodeScenario, name: string): Omit<LaneDraft, 'flows'> {
  return { name, load: load ?? null, loadPath: ['load'], session, sessionPath: ['session'] };
}

function flowLanes(
  problems: ProblemList,
  file: CodeScenario,
  flows: Flows,
  name: string,
): readonly LaneDraft[] {
  const common = commonLane(file, name);
  const own: LaneDraft[] = [];
  const shared: FlowDraft[] = [];
  for (const [flowName, flow] of Object.entries(flows)) {
    const path = ['flows', flowName];
    refuseIdle(problems, [...path, 'steps'], flow.steps);
    const draft = { name: flowName, steps: flow.steps, path: [...path, 'steps'] };
    if (flow.load === undefined) {
      const weight =
        flow.weight === undefined ? 1 : wholeNumber(problems, [...path, 'weight'], flow.weight, 'above 0');
      shared.push({ ...draft, weight: weight ?? 1 });
      if (flow.session !== undefined) {
        const message = `the flow "${flowName}" shares its users with others, and their session`;
        problems.refuse(
          [...path, 'session'],
          message,
          'give it a load of its own, or move the steps to `session`',
        );
      }
      continue;
    }
    if (flow.weight !== undefined) {
      const message = `the flow "${flowName}" has a load of its own, so nothing is shared by weight`;
      problems.refuse([...path, 'weight'], message, 'leave out `weight` or `load`');
    }
    const session =
      flow.session === undefined ? common : { session: flow.session, sessionPath: [...path, 'session'] };
    const load = { load: flow.load, loadPath: [...path, 'load'] };
    own.push({ ...common, ...session, ...load, name: flowName, flows: [{ ...draft, weight: 1 }] });
  }
  refuseUnused(problems, file, shared.length > 0, own);
  refuseWeights(problems, shared);
  return shared.length === 0 ? own : [{ ...common, flows: shared }, ...own];
}

function refuseIdle(problems: ProblemList, path: ScenarioPath, steps: readonly CodeStep[]): void {
  if (sendsAnything(steps)) return;
  problems.refuse(path, 'no step of it sends anything', 'add one such as { get: / }');
}

function refuseUnused(
  problems: ProblemList,
  file: CodeScenario,
  isShared: boolean,
  lanes: readonly LaneDraft[],
): void {
  if (isShared) return;
  if (file.load !== undefined) {
    problems.refuse(['load'], 'no flow has this load: each has one of its own', 'leave it out');
  }
  if (file.session !== undefined && lanes.every(({ session }) => session !== file.session)) {
    problems.refuse(['session'], 'no flow has this session: each has one of its own', 'leave it out');
  }
}

function refuseWeights(problems: ProblemList, flows: readonly FlowDraft[]): void {
  const weighted = flows.map(({ name, weight }) => ({ url: name, weight }));
  for (const { message, hint } of weightProblems(weighted)) problems.refuse(['flows'], message, hint);
}
