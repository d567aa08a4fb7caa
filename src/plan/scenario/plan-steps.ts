import { parseCount } from '../../base/units.ts';
import type { Expression } from '../../scenario/expression/expression.ts';
import type { CodeStep } from '../../scenario/file/code-scenario.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import { pathText } from '../../scenario/file/path-text.ts';
import type { Duration, RepeatFile, ThinkFile } from '../../scenario/file/scenario-file.ts';
import type { StepPlan } from '../flows-plan.ts';
import type { PlanContext } from './plan-context.ts';
import { planRequestStep } from './plan-request-step.ts';
import { durationMs, wholeNumber } from './quantity.ts';
import { readExpression } from './read-text.ts';
import { refuseTemplate } from './refuse-template.ts';

/** Steps one after another; `groups` are the names of those they are in. Steps that are wrong are left out, and told. */
export function planSteps(
  context: PlanContext,
  path: ScenarioPath,
  steps: readonly CodeStep[],
  groups: readonly string[] = [],
): readonly StepPlan[] {
  const planned = steps.map((step, index) => planStep(context, [...path, index], step, groups));
  return planned.filter((step) => step !== null);
}

function planStep(
  context: PlanContext,
  path: ScenarioPath,
  step: CodeStep,
  groups: readonly string[],
): StepPlan | null {
  if (typeof step === 'function') return callStep(context, { path, name: step.name, run: step }, null);
  const when = step.when === undefined ? null : readExpression(context, [...path, 'when'], step.when);
  if ('run' in step) {
    const name = step.name ?? step.run.name;
    return callStep(context, { path: [...path, 'run'], name, run: step.run }, when);
  }
  if ('think' in step) return thinkStep(context, [...path, 'think'], step, when);
  if ('group' in step) {
    refuseTemplate(context.problems, [...path, 'group'], step.group);
    const steps = planSteps(context, [...path, 'steps'], step.steps, [...groups, step.group]);
    return { kind: 'group', when, steps };
  }
  if ('repeat' in step) {
    const times = repeatTimes(context, [...path, 'repeat'], step.repeat);
    const as = step.as ?? null;
    const plan = (): readonly StepPlan[] => planSteps(context, [...path, 'steps'], step.steps, groups);
    const steps = context.names.inLoop([...path, 'as'], as, plan);
    return times === null ? null : { kind: 'repeat', when, times, as, steps };
  }
  if ('forEach' in step) {
    const list = readExpression(context, [...path, 'forEach'], step.forEach);
    const plan = (): readonly StepPlan[] => planSteps(context, [...path, 'steps'], step.steps, groups);
    const steps = context.names.inLoop([...path, 'as'], step.as, plan);
    return list === null ? null : { kind: 'for-each', when, list, as: step.as, steps };
  }
  const request = planRequestStep(context, path, step, groups);
  return request === null ? null : { kind: 'request', when, request: context.requests.push(request) - 1 };
}

type Call = { readonly path: ScenarioPath; readonly name: string; readonly run: unknown };

function callStep(context: PlanContext, { path, name, run }: Call, when: Expression | null): StepPlan {
  context.names.call(String(run));
  // A function without a name is called after its key: `run`.
  const shown = name === '' || name === 'run' ? `function at ${pathText(path)}` : name;
  return { kind: 'call', when, name: shown, path };
}

function thinkStep(
  { problems }: PlanContext,
  at: ScenarioPath,
  { think }: ThinkFile,
  when: Expression | null,
): StepPlan | null {
  const [from, to, more] = typeof think === 'string' ? think.split('..') : [think];
  if (from === undefined || more !== undefined) {
    return problems.refuse(at, `"${think}" is not a time such as 1s or a range such as 200ms..1s`);
  }
  const read = (given: Duration): number | null => durationMs(problems, at, given, '0 or more');
  const minMs = read(from);
  const maxMs = to === undefined ? minMs : read(to);
  if (minMs === null || maxMs === null) return null;
  if (minMs <= maxMs) return { kind: 'think', when, minMs, maxMs };
  return problems.refuse(at, `"${think}" ends before it begins`, `write ${to}..${from}`);
}

function repeatTimes(context: PlanContext, at: ScenarioPath, given: RepeatFile['repeat']): Expression | null {
  if (typeof given === 'string' && !parseCount(given).ok && !/^\s*-?\d/.test(given)) {
    return readExpression(context, at, given);
  }
  const times = wholeNumber(context.problems, at, given, 'above 0');
  return times === null ? null : { kind: 'value', value: times };
}
