import { InrushError, type Problem } from '../../base/errors.ts';
import { readMachine } from '../../machine/read-machine.ts';
import { makePlan } from '../../plan/make-plan.ts';
import type { Tick } from '../../run/tick.ts';
import {
  callback,
  flag,
  inputProblems,
  number,
  record,
  type Shape,
  shapeProblems,
  texts,
} from '../../scenario/input-problems.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { underSignal } from '../under-signal.ts';
import type { AbResult } from './ab-result.ts';
import type { AbShape } from './ab-shape.ts';
import { type AbPlans, type AbSideDraft, planAb } from './plan-ab.ts';
import { runAb } from './run-ab.ts';

/** How two targets are compared, and what a program may do meanwhile. */
export type AbTestOptions = AbShape & {
  /** Called before each block with its name for people: `pair 4 of 10, A`. */
  readonly onBlock?: (label: string) => void;
  /** Called once a second with how the present block goes. */
  readonly onTick?: (tick: Tick) => void;
  /** Ends the comparison at once; the result of the pairs that were measured says `partial`. */
  readonly signal?: AbortSignal;
};

/** The compiler knows if one is missing. */
const shapes: Readonly<Record<keyof AbTestOptions, Shape>> = {
  blockMs: number,
  warmupMs: number,
  pairs: number,
  mostPairs: number,
  minEffect: number,
  alpha: number,
  metrics: texts,
  isSelfTest: flag,
  isDuet: flag,
  onBlock: callback,
  onTick: callback,
  signal: record,
};

export const optionNames: readonly string[] = Object.keys(shapes);

/**
 * Measures two targets by turns under the load that their scenarios ask for, gates judged: what `inrush ab` does. The lengths
 * of the scenarios give way to those of blocks. Throws as `runLoadTest` does, and `cannot-run` when it was stopped before the first
 * pair.
 */
export async function abTest(a: Scenario, b: Scenario, options: AbTestOptions = {}): Promise<AbResult> {
  const { signal, onBlock, onTick } = options;
  const plans = prepare(a, b, options);
  return underSignal(signal, (interruptible) =>
    runAb(plans, {
      ...interruptible,
      ...(onBlock === undefined ? {} : { onBlock }),
      ...(onTick === undefined ? {} : { onTick }),
    }),
  );
}

function prepare(a: Scenario, b: Scenario, options: AbTestOptions): AbPlans {
  const problems: Problem[] = [
    ...inputProblems(a),
    ...inputProblems(b),
    ...shapeProblems('the third argument', options, shapes),
  ];
  // A plan of what has the wrong shape would only repeat the problem in other words.
  if (problems.length > 0) throw new InrushError('usage', problems);
  const plans = planAb(sideOf(a), sideOf(b), options);
  if (!plans.ok) throw new InrushError('usage', plans.problems);
  return plans.plan;
}

function sideOf(scenario: Scenario): AbSideDraft {
  const label = scenario.url ?? scenario.urls?.[0]?.url ?? '';
  return { label, planning: makePlan(scenario, readMachine()) };
}
