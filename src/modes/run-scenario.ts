import type { Problem } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { fileGateProblems, readFailIf } from '../gate/fail-if.ts';
import { readMachine } from '../machine/read-machine.ts';
import { isOpenWork } from '../plan/loads.ts';
import { requestNames } from '../plan/request-names.ts';
import { AbortInterrupts } from '../run/abort-interrupts.ts';
import { runLoad, type RunOptions } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
import type { Threshold } from '../scenario/threshold.ts';
import type { Result } from '../summary/result.ts';
import { type FileSettings, loadPlannedScenario, type PlannedFile, withPlannedFile } from './planned-file.ts';
import { withHooks, withShared } from './with-hooks.ts';

export type RunScenarioOptions = Omit<FileSettings, 'overrides'> & {
  /** Beside the file's own thresholds: gates that fail when a condition such as `p95 > 500ms` holds. */
  readonly failIf?: readonly string[];
  /** Called once a second with how the run goes. */
  readonly onTick?: (tick: Tick) => void;
  /** Ends the run at once; the result of what was measured says `partial`. */
  readonly signal?: AbortSignal;
};

/**
 * Runs a scenario file and answers its result, gates judged: what `inrush run` does. Throws an InrushError with every
 * problem at once: `usage` when the file or the options are wrong and nothing was sent, `cannot-run` when nothing answers
 * at the target.
 */
export async function runScenario(path: string, options: RunScenarioOptions = {}): Promise<Result> {
  const { signal, onTick, failIf: texts, ...settings } = options;
  const { failIf, problems } = readFailIf(texts, 'load');
  const planning = await loadPlannedScenario(path, settings, readMachine());
  const problemsWith = (file: PlannedFile | null): readonly Problem[] => [
    ...problems,
    ...(file === null ? [] : gateProblems(failIf, file)),
  ];
  return withPlannedFile(planning, problemsWith, async (file) => {
    signal?.throwIfAborted();
    const interrupts = signal === undefined ? undefined : new AbortInterrupts(signal);
    try {
      const result = await runPlannedFile(file, {
        ...(interrupts === undefined ? {} : { interrupts }),
        ...(onTick === undefined ? {} : { onTick }),
      });
      return { ...result, gates: evaluate([...file.thresholds, ...failIf], result) };
    } finally {
      interrupts?.close();
    }
  });
}

/** Conditions beside those of the file that it can't answer. */
export function gateProblems(failIf: readonly Threshold[], { plan: { work } }: PlannedFile): Problem[] {
  return fileGateProblems(failIf, { isOpen: isOpenWork(work), requests: requestNames(work) });
}

export type PlannedFileOptions = RunOptions & {
  /** The hook after a run that has a result has failed [it is thrown, and the result is lost]. */
  readonly onAfterFailed?: (error: Error) => void;
};

/** Hooks before and after included; gates are evaluated afterwards, by whoever has them. */
export async function runPlannedFile(
  file: PlannedFile,
  { onAfterFailed, ...options }: PlannedFileOptions,
): Promise<Result> {
  const run = (shared: unknown): Promise<Result> => runLoad(withShared(file.plan, shared), options);
  return withHooks(file, run, { resultOf: (result) => result, onAfterFailed });
}
