import { present } from '../../base/assert.ts';
import { InrushError, type Problem } from '../../base/errors.ts';
import { evaluate } from '../../gate/evaluate.ts';
import { comparisonGateProblems, readFailIf } from '../../gate/fail-if.ts';
import { readMachine } from '../../machine/read-machine.ts';
import type { Tick } from '../../run/tick.ts';
import {
  callback,
  inputProblems,
  number,
  numbers,
  record,
  type Shape,
  shapeProblems,
  texts,
} from '../../scenario/input-problems.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { ServerCommand } from '../../scenario/server-command.ts';
import type { Threshold } from '../../scenario/threshold.ts';
import { readServe, type ServeOption, serveShape } from '../serve-option.ts';
import { underSignal } from '../under-signal.ts';
import { runOnServer, withServer } from '../with-server.ts';
import { type ComparisonShape, planSides, type SyncVsAsyncPlans } from './comparison-plan.ts';
import type { SyncVsAsyncResult } from './comparison-result.ts';
import { runComparison } from './run-comparison.ts';

/** What is compared besides sync and async, and what a program may do meanwhile. */
export type CompareOptions = ComparisonShape & {
  /** Gates as with `--fail-if`, such as `speedup < 3`. */
  readonly failIf?: readonly string[];
  /** Called before each run with its name for people: `async`, `round 2 of 5, sync`. */
  readonly onSide?: (label: string) => void;
  /** Called once a second with how the present run goes. */
  readonly onTick?: (tick: Tick) => void;
  /** Ends the comparison at once; the result of what was measured says `partial`. */
  readonly signal?: AbortSignal;
  /** The server under test, started before the first run and stopped after the last; see `runLoadTest`. */
  readonly serve?: ServeOption;
};

/** The compiler knows if one is missing. */
const shapes: Readonly<Record<keyof CompareOptions, Shape>> = {
  threads: number,
  sweep: numbers,
  rounds: number,
  failIf: texts,
  onSide: callback,
  onTick: callback,
  signal: record,
  serve: serveShape,
};

export const optionNames: readonly string[] = Object.keys(shapes);

/**
 * Sends the same requests sync and async, and compares: what `inrush sync-vs-async` does. `requests` of the scenario
 * are those of each side, `connections` what the async side has in flight. Throws as `runLoadTest` does.
 */
export async function compareSyncAsync(
  scenario: Scenario,
  options: CompareOptions = {},
): Promise<SyncVsAsyncResult> {
  const { signal, onTick, onSide } = options;
  const { plans, failIf, serve } = prepare(scenario, options);
  const result = await underSignal(signal, (interruptible) => {
    const runOptions = {
      ...interruptible,
      ...(onTick === undefined ? {} : { onTick }),
      ...(onSide === undefined ? {} : { onSide }),
    };
    // All sides send the same requests.
    const { targets } = present(plans.contenders[0]).plan;
    return withServer(serve, { answersAt: targets, signal }, (server) =>
      runComparison(plans, runOptions, (plan, sideOptions = {}) => runOnServer(server, plan, sideOptions)),
    );
  });
  return { ...result, gates: evaluate(failIf, result) };
}

type Prepared = {
  readonly plans: SyncVsAsyncPlans;
  readonly failIf: readonly Threshold[];
  readonly serve: ServerCommand | null;
};

function prepare(scenario: Scenario, options: CompareOptions): Prepared {
  const wrongFields = inputProblems(scenario);
  const wrongOptions = shapeProblems('the second argument', options, shapes);
  const { failIf, problems: wrongConditions } = readFailIf(options.failIf, 'comparison');
  const { command: serve, problems: wrongServe } = readServe(options.serve);
  const problems: Problem[] = [
    ...wrongFields,
    ...wrongOptions,
    ...wrongConditions,
    ...wrongServe,
    ...comparisonGateProblems(failIf, options),
  ];
  const isShapely = wrongFields.length === 0 && wrongOptions.length === 0;
  const planning = isShapely ? planSides(scenario, readMachine(), options) : null;
  if (planning?.ok === false) problems.push(...planning.problems);
  if (planning?.ok !== true || problems.length > 0) throw new InrushError('usage', problems);
  return { plans: planning.plan, failIf, serve };
}
