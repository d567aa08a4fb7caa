import { InrushError, type Problem } from '../base/errors.ts';
import type { Gates } from '../gate/gates.ts';
import { loadGateProblems, readFailIf, requestNameProblems } from '../gate/fail-if.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { requestNames } from '../plan/request-names.ts';
import { readMachine } from '../machine/read-machine.ts';
import type { ResponseReceiver } from '../run/response-delivery.ts';
import type { ResponseRecord } from '../run/response-record.ts';
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
import type { ServerCommand } from '../scenario/server-command.ts';
import type { Result } from '../summary/result.ts';
import { type GateOptions, gateOptions, gateShapes } from './gate-options.ts';
import { prepareGates } from './prepare-gates.ts';
import { readServe, type ServeOption, serveShape } from './serve-option.ts';
import { underSignal } from './under-signal.ts';
import { runOnServer, withServer } from './with-server.ts';

/** What a program may do with a run besides waiting for its result. */
export type LoadTestOptions = GateOptions & {
  /** Gates as with `--fail-if`: each is judged in `result.gates`, and fails when it holds. */
  readonly failIf?: readonly string[];
  /** Called once a second with how the run goes. */
  readonly onTick?: (tick: Tick) => void;
  /**
   * Called with the result so far, once a second or less often: making it, and this call, take at most 2 % of the time. It is
   * partial, and has no confidence, no drift, no gates and only the histograms of response and service time.
   */
  readonly onSnapshot?: (snapshot: Result, tick: Tick) => void;
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
  /**
   * The server under test: a line for the shell, or a program and its arguments. It is started before the run, waited for until
   * it answers at the URL, and stopped afterwards; what it took is in `result.server`.
   */
  readonly serve?: ServeOption;
};

/** The compiler knows if one is missing. */
const shapes: Readonly<Record<keyof LoadTestOptions, Shape>> = {
  ...gateShapes,
  failIf: texts,
  onTick: callback,
  onSnapshot: callback,
  onResponse: callback,
  maxBodyBytes: number,
  signal: record,
  serve: serveShape,
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
  const { signal, onTick, onSnapshot } = options;
  const { plan, gates, responses, serve } = await prepare(scenario, options);
  const result = await underSignal(signal, (interruptible) => {
    const runOptions = {
      ...interruptible,
      ...(onTick === undefined ? {} : { onTick }),
      ...(onSnapshot === undefined ? {} : { onSnapshot }),
      ...(responses === undefined ? {} : { responses }),
      ...gates.runOptions,
    };
    return withServer(serve, { answersAt: plan.targets, signal }, (server) =>
      runOnServer(server, plan, runOptions),
    );
  });
  return { ...result, gates: gates.judge(result) };
}

type Prepared = {
  readonly plan: Plan;
  readonly gates: Gates;
  readonly responses: ResponseReceiver | undefined;
  readonly serve: ServerCommand | null;
};

async function prepare(scenario: Scenario, options: LoadTestOptions): Promise<Prepared> {
  const wrongFields = inputProblems(scenario);
  const wrongOptions = shapeProblems('the second argument', options, shapes);
  const { failIf, problems: wrongConditions } = readFailIf(options.failIf, 'load');
  const judging = gateOptions(options);
  const { gates, problems: wrongGates } = await prepareGates(failIf, judging.settings);
  const { command: serve, problems: wrongServe } = readServe(options.serve);
  const problems: Problem[] = [
    ...wrongFields,
    ...wrongOptions,
    ...(wrongOptions.length === 0 ? bodyLimitProblems(options) : []),
    ...wrongConditions,
    // Of values of another shape that is told already.
    ...(wrongOptions.length === 0 ? [...judging.problems, ...wrongGates] : []),
    ...wrongServe,
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
  return { plan: planning.plan, gates, responses: receiverOf(options), serve };
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
