import { InrushError, type Problem } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { fileGateProblems, readFailIf } from '../gate/fail-if.ts';
import { runAfter, runBefore } from '../flow/code/hooks.ts';
import { readMachine } from '../machine/read-machine.ts';
import { isOpenWork } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { requestNames } from '../plan/request-names.ts';
import { AbortInterrupts } from '../run/abort-interrupts.ts';
import { runLoad, type RunOptions } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
import type { Threshold } from '../scenario/threshold.ts';
import type { Result } from '../summary/result.ts';
import { type FileSettings, loadPlannedScenario, type PlannedFile } from './planned-file.ts';

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
  const all = [...problems, ...(planning.ok ? gateProblems(failIf, planning.plan) : planning.problems)];
  if (!planning.ok || all.length > 0) throw new InrushError('usage', all);
  signal?.throwIfAborted();
  const interrupts = signal === undefined ? undefined : new AbortInterrupts(signal);
  const file = planning.plan;
  try {
    const result = await runPlannedFile(file, {
      ...(interrupts === undefined ? {} : { interrupts }),
      ...(onTick === undefined ? {} : { onTick }),
    });
    return { ...result, gates: evaluate([...file.thresholds, ...failIf], result) };
  } finally {
    interrupts?.close();
    file.dispose();
  }
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
  const { plan, loaded } = file;
  const { codePath, env } = loaded;
  if (codePath === null) return runLoad(plan, options);
  const secrets = plan.work.kind === 'flows' ? plan.work.flows.secrets.values : [];
  const hooks = { scenario: loaded.file, codePath, env, secrets };
  const shared = await runBefore(hooks);
  const [run] = await Promise.allSettled([runLoad(withShared(plan, shared), options)]);
  const result = run.status === 'fulfilled' ? run.value : null;
  const [after] = await Promise.allSettled([runAfter(hooks, { shared, result })]);
  // Why there is no result says more than what could not be tidied up.
  if (run.status === 'rejected') throw run.reason;
  if (after.status === 'fulfilled') return run.value;
  const error: unknown = after.reason;
  if (onAfterFailed === undefined || !(error instanceof Error)) throw error;
  onAfterFailed(error);
  return run.value;
}

function withShared(plan: Plan, shared: unknown): Plan {
  const { work } = plan;
  return work.kind === 'flows' ? { ...plan, work: { ...work, flows: { ...work.flows, shared } } } : plan;
}
