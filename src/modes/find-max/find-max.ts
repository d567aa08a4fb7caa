import { InrushError, type Problem } from '../../base/errors.ts';
import { readMachine } from '../../machine/read-machine.ts';
import type { Tick } from '../../run/tick.ts';
import {
  callback,
  inputProblems,
  number,
  record,
  type Shape,
  shapeProblems,
  texts,
} from '../../scenario/input-problems.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { readServe, type ServeOption, serveShape } from '../serve-option.ts';
import { underSignal } from '../under-signal.ts';
import { withServer } from '../with-server.ts';
import type { FindMaxShape } from './find-max-design.ts';
import type { FindMaxResult } from './find-max-result.ts';
import { planFindMax } from './plan-find-max.ts';
import { runFindMax } from './run-find-max.ts';
import { readSlo } from './slo.ts';

/** What must hold, how it is searched, and what a program may do meanwhile. */
export type FindMaxTestOptions = FindMaxShape & {
  /** Conditions such as `p99 < 200ms` or `errors < 0.1%`, all of which must hold. */
  readonly slo: readonly string[];
  /** The server under test to start, measure and stop [it runs by itself]. */
  readonly serve?: ServeOption;
  /** Called before each trial with its name for people: `trial 7: 640/s`. */
  readonly onTrial?: (label: string) => void;
  /** Called once a second with how the present trial goes. */
  readonly onTick?: (tick: Tick) => void;
  /** Ends the search at once; the result of what was measured says `partial`. */
  readonly signal?: AbortSignal;
};

/** The compiler knows if one is missing. */
const shapes: Readonly<Record<keyof FindMaxTestOptions, Shape>> = {
  slo: texts,
  fromPerS: number,
  maxPerS: number,
  precision: number,
  trialMs: number,
  withinMs: number,
  atLeastPerS: number,
  serve: serveShape,
  onTrial: callback,
  onTick: callback,
  signal: record,
};

export const optionNames: readonly string[] = Object.keys(shapes);

/**
 * Searches the highest rate of requests at which a target keeps an SLO: what `inrush find-max` does. The scenario says what is sent,
 * and nothing of a load; its `warmupMs` goes before each trial. Throws as `runLoadTest` does.
 */
export async function findMax(scenario: Scenario, options: FindMaxTestOptions): Promise<FindMaxResult> {
  const { serve, onTrial, onTick, signal, ...ask } = options;
  const wrongShape: readonly Problem[] = [
    ...inputProblems(scenario),
    ...shapeProblems('the second argument', options, shapes),
    ...(hasSlo(options) ? [] : readSlo([], null).problems),
  ];
  if (wrongShape.length > 0) throw new InrushError('usage', wrongShape);
  const machine = readMachine();
  const server = readServe(serve);
  const planning = planFindMax(scenario, machine, ask);
  const problems = [...server.problems, ...(planning.ok ? [] : planning.problems)];
  if (!planning.ok || problems.length > 0) throw new InrushError('usage', problems);
  const search = planning.plan;
  return underSignal(signal, (interruptible) =>
    withServer(server.command, { answersAt: search.plan.targets, signal }, (running) =>
      runFindMax(search, {
        machine,
        server: running,
        ...interruptible,
        ...(onTrial === undefined ? {} : { onTrial }),
        ...(onTick === undefined ? {} : { onTick }),
      }),
    ),
  );
}

/** A program without types may leave it out. */
function hasSlo({ slo }: { readonly slo?: unknown }): boolean {
  return slo !== undefined;
}
