import { assertNever } from '../base/assert.ts';
import type { StepPlan } from '../plan/flows-plan.ts';
import type { Expression } from '../scenario/expression/expression.ts';
import { compile, compileCondition } from './expression/compile.ts';
import type { Evaluate } from './scope.ts';

/** Steps as a flat list: a user's place in it is one number. `to` is where a jump goes. */
export type Program = readonly Instruction[];

export type Instruction =
  | { readonly kind: 'request'; readonly request: number }
  | { readonly kind: 'think'; readonly minMs: number; readonly maxMs: number }
  | { readonly kind: 'call'; readonly step: CallStep }
  | { readonly kind: 'unless'; readonly condition: Evaluate; readonly step: StepPlan; readonly to: number }
  | { readonly kind: 'enter'; readonly loop: Loop; readonly to: number }
  | { readonly kind: 'again'; readonly loop: Loop; readonly to: number };

export type CallStep = { readonly name: string; readonly path: readonly (string | number)[] };

/** `depth` is how many loops it is inside of. */
export type Loop = {
  readonly depth: number;
  readonly over: { readonly kind: 'times' | 'list'; readonly value: Evaluate };
  readonly as: string | null;
};

export function makeProgram(steps: readonly StepPlan[]): Program {
  const program: Instruction[] = [];
  addSteps(program, steps, 0);
  return program;
}

function addSteps(program: Instruction[], steps: readonly StepPlan[], depth: number): void {
  for (const step of steps) {
    if (step.when === null) addStep(program, step, depth);
    else addConditional(program, step, step.when, depth);
  }
}

function addConditional(program: Instruction[], step: StepPlan, when: Expression, depth: number): void {
  const condition = compileCondition(when);
  const at = program.push({ kind: 'unless', condition, step, to: -1 }) - 1;
  addStep(program, step, depth);
  program[at] = { kind: 'unless', condition, step, to: program.length };
}

function addStep(program: Instruction[], step: StepPlan, depth: number): void {
  switch (step.kind) {
    case 'request':
      program.push({ kind: 'request', request: step.request });
      return;
    case 'think':
      program.push({ kind: 'think', minMs: step.minMs, maxMs: step.maxMs });
      return;
    case 'call':
      program.push({ kind: 'call', step: { name: step.name, path: step.path } });
      return;
    case 'group':
      addSteps(program, step.steps, depth);
      return;
    case 'repeat':
      addLoop(
        program,
        { depth, over: { kind: 'times', value: compile(step.times) }, as: step.as },
        step.steps,
      );
      return;
    case 'for-each':
      addLoop(program, { depth, over: { kind: 'list', value: compile(step.list) }, as: step.as }, step.steps);
      return;
    default:
      assertNever(step);
  }
}

function addLoop(program: Instruction[], loop: Loop, steps: readonly StepPlan[]): void {
  const at = program.push({ kind: 'enter', loop, to: -1 }) - 1;
  addSteps(program, steps, loop.depth + 1);
  program.push({ kind: 'again', loop, to: at + 1 });
  program[at] = { kind: 'enter', loop, to: program.length };
}
