import { InrushError, type Problem } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { loadGateProblems, readFailIf, requestNameProblems } from '../gate/fail-if.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { requestNames } from '../plan/request-names.ts';
import { AbortInterrupts } from '../run/abort-interrupts.ts';
import { readMachine } from '../machine/read-machine.ts';
import type { ResponseReceiver } from '../run/response-delivery.ts';
import type { ResponseRecord } from '../run/response-record.ts';
import { runLoad } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
import {
  callback,
  inputProblems,
  number,
  record,
  type Shape,
  shapeProblems,
  texts,
} from '../scenario/input-problems.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Threshold } from '../scenario/threshold.ts';
import type { Result } from '../summary/result.ts';

/** What a program may do with a run besides waiting for its result. */
export type LoadTestOptions = {
  /** Gates as with `--fail-if`: each is judged in `result.gates`, and fails when it holds. */
  readonly failIf?: readonly string[];
  /** Called once a second with how the run goes. */
  readonly onTick?: (tick: Tick) => void;
  /**
   * Called for every request of the measured part when it has ended, as it comes in from the workers. Each body is
   * copied several times on its way, which costs the workers speed. The next call waits for a promise that it
   * answers. When it falls too far behind, responses are dropped and counted: `result.responses`.
   */
  readonly onResponse?: (response: ResponseRecord) => void | Promise<void>;
  /** How much of each body `onResponse` gets [1 MiB]. */
  readonly maxBodyBytes?: number;
  /** Ends the run at once; the result of what was measured says `partial`. */
  readonly signal?: AbortSignal;
};

/** The compiler knows if one is missing. */
const shapes: Readonly<Record<keyof LoadTestOptions, Shape>> = {
  failIf: texts,
  onTick: callback,
  onResponse: callback,
  maxBodyBytes: number,
  signal: record,
};

export const optionNames: readonly string[] = Object.keys(shapes);

const defaultMaxBodyBytes = 1024 ** 2;
/** In each worker; at 50,000 responses a second the program may look away for 0.3 s. */
const windowResponses = 16_384;
const windowBytes = 16 * 1024 ** 2;

/**
 * Drives the load that a scenario asks for, and answers its result, gates judged. Throws an InrushError with every
 * problem at once: `usage` when the scenario or the options are wrong and nothing was sent, `cannot-run` when nothing
 * answers at the target. Throws the reason of a signal that was aborted before, and whatever the callbacks throw.
 */
export async function runLoadTest(scenario: Scenario, options: LoadTestOptions = {}): Promise<Result> {
  const { signal, onTick } = options;
  const { plan, failIf, responses } = prepare(scenario, options);
  signal?.throwIfAborted();
  const interrupts = signal === undefined ? undefined : new AbortInterrupts(signal);
  try {
    const result = await runLoad(plan, {
      ...(interrupts === undefined ? {} : { interrupts }),
      ...(onTick === undefined ? {} : { onTick }),
      ...(responses === undefined ? {} : { responses }),
    });
    return { ...result, gates: evaluate(failIf, result) };
  } finally {
    interrupts?.close();
  }
}

type Prepared = {
  readonly plan: Plan;
  readonly failIf: readonly Threshold[];
  readonly responses: ResponseReceiver | undefined;
};

function prepare(scenario: Scenario, options: LoadTestOptions): Prepared {
  const wrongFields = inputProblems(scenario);
  const wrongOptions = shapeProblems('the second argument', options, shapes);
  const { failIf, problems: wrongConditions } = readFailIf(options.failIf, 'load');
  const problems: Problem[] = [
    ...wrongFields,
    ...wrongOptions,
    ...(wrongOptions.length === 0 ? bodyLimitProblems(options) : []),
    ...wrongConditions,
  ];
  // A plan of what has the wrong shape would only repeat the problem in other words.
  const planning = wrongFields.length > 0 ? null : makePlan(scenario, readMachine());
  if (planning !== null) {
    const names = planning.ok ? requestNames(planning.plan.work) : null;
    problems.push(
      ...loadGateProblems(failIf, scenario),
      ...requestNameProblems(failIf, names),
      ...(planning.ok ? [] : planning.problems),
    );
  }
  if (planning?.ok !== true || problems.length > 0) throw new InrushError('usage', problems);
  return { plan: planning.plan, failIf, responses: receiverOf(options) };
}

function bodyLimitProblems({ maxBodyBytes }: LoadTestOptions): Problem[] {
  if (maxBodyBytes === undefined || (Number.isSafeInteger(maxBodyBytes) && maxBodyBytes >= 0)) return [];
  return [{ message: `maxBodyBytes must be a whole number of bytes, 0 or more, got ${maxBodyBytes}` }];
}

function receiverOf({ onResponse, maxBodyBytes }: LoadTestOptions): ResponseReceiver | undefined {
  if (onResponse === undefined) return undefined;
  const most = maxBodyBytes ?? defaultMaxBodyBytes;
  return {
    onResponse,
    keep: {
      mostResponses: Infinity,
      maxBodyBytes: most,
      windowBytes: Math.max(windowBytes, 2 * most),
      windowResponses,
    },
  };
}
