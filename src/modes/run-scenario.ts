import type { Problem } from '../base/errors.ts';
import { fileGateProblems, readFailIf } from '../gate/fail-if.ts';
import { readMachine } from '../machine/read-machine.ts';
import { isOpenWork } from '../plan/loads.ts';
import { requestChecks, requestNames } from '../plan/request-names.ts';
import type { RunOptions } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
import type { Threshold } from '../scenario/threshold.ts';
import type { Result } from '../summary/result.ts';
import { type GateOptions, gateOptions } from './gate-options.ts';
import { type FileSettings, loadPlannedScenario, type PlannedFile, withPlannedFile } from './planned-file.ts';
import { prepareGates } from './prepare-gates.ts';
import { readServe, type ServeOption } from './serve-option.ts';
import { type FileServerOptions, withFileServer } from './with-file-server.ts';
import { underSignal } from './under-signal.ts';
import { withHooks, withShared } from './with-hooks.ts';
import { runOnServer } from './with-server.ts';

export type RunScenarioOptions = Omit<FileSettings, 'overrides'> &
  GateOptions & {
    /** Beside the file's own thresholds: gates that fail when a condition such as `p95 > 500ms` holds. */
    readonly failIf?: readonly string[];
    /** Called once a second with how the run goes. */
    readonly onTick?: (tick: Tick) => void;
    /** Called with the result so far, as that of `runLoadTest`. */
    readonly onSnapshot?: (snapshot: Result, tick: Tick) => void;
    /** Ends the run at once; the result of what was measured says `partial`. */
    readonly signal?: AbortSignal;
    /** The server under test, in place of the file's `serve`: a line for the shell, or a program and its arguments. */
    readonly serve?: ServeOption;
  };

/**
 * Runs a scenario file and answers its result, gates judged: what `inrush run` does. Throws an InrushError with every
 * problem at once: `usage` when the file or the options are wrong and nothing was sent, `cannot-run` when nothing answers
 * at the target.
 */
export async function runScenario(path: string, options: RunScenarioOptions = {}): Promise<Result> {
  const {
    signal,
    onTick,
    onSnapshot,
    failIf: texts,
    serve,
    confident,
    abortOnFail,
    baseline,
    ...settings
  } = options;
  const given = gateOptions({ confident, abortOnFail, baseline });
  const { command, problems: wrongServe } = readServe(serve);
  const { failIf, problems } = readFailIf(texts, 'load');
  const planning = await loadPlannedScenario(path, settings, readMachine());
  const gatesFor = (file: PlannedFile): ReturnType<typeof prepareGates> =>
    prepareGates([...file.thresholds, ...failIf], {
      ...given.settings,
      baselinePath: given.settings.baselinePath ?? file.baselinePath,
    });
  const problemsWith = async (file: PlannedFile | null): Promise<readonly Problem[]> => [
    ...problems,
    ...wrongServe,
    ...given.problems,
    ...(file === null ? [] : gateProblems(failIf, file)),
    ...(file === null ? [] : (await gatesFor(file)).problems),
  ];
  return withPlannedFile(planning, problemsWith, async (file) => {
    const { gates } = await gatesFor(file);
    const served = { ...file, serve: command ?? file.serve };
    const result = await underSignal(signal, (interruptible) =>
      runPlannedFile(served, {
        server: { signal },
        ...gates.runOptions,
        ...interruptible,
        ...(onTick === undefined ? {} : { onTick }),
        ...(onSnapshot === undefined ? {} : { onSnapshot }),
      }),
    );
    return { ...result, gates: gates.judge(result) };
  });
}

/** Conditions beside those of the file that it can't answer. */
export function gateProblems(failIf: readonly Threshold[], { plan: { work } }: PlannedFile): Problem[] {
  const [requests, checks] = [requestNames(work), requestChecks(work)];
  return fileGateProblems(failIf, { isOpen: isOpenWork(work), requests, checks });
}

export type PlannedFileOptions = RunOptions & {
  readonly server?: FileServerOptions;
  /** The hook after a run that has a result has failed [it is thrown, and the result is lost]. */
  readonly onAfterFailed?: (error: Error) => void;
};

/** The server under test and hooks included; gates are evaluated afterwards, by whoever has them. */
export async function runPlannedFile(
  file: PlannedFile,
  { onAfterFailed, server: serverOptions, ...options }: PlannedFileOptions,
): Promise<Result> {
  return withFileServer(file, serverOptions, (server) => {
    const run = (shared: unknown): Promise<Result> =>
      runOnServer(server, withShared(file.plan, shared), options);
    return withHooks(file, run, { resultOf: (result) => result, onAfterFailed });
  });
}
