import { InrushError } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { readFailIf } from '../gate/fail-if.ts';
import { runAfter, runBefore } from '../flow/code/hooks.ts';
import { readMachine } from '../machine/read-machine.ts';
import type { Plan } from '../plan/plan.ts';
import { AbortInterrupts } from '../run/abort-interrupts.ts';
import { runLoad, type RunOptions } from '../run/run-load.ts';
import type { Tick } from '../run/tick.ts';
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
  const all = [...problems, ...(planning.ok ? [] : planning.problems)];
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

/** Hooks before and after included; gates are evaluated afterwards, by whoever has them. */
export async function runPlannedFile(file: PlannedFile, options: RunOptions): Promise<Result> {
  const { plan, loaded } = file;
  const { codePath, env } = loaded;
  if (codePath === null) return runLoad(plan, options);
  const hooks = { scenario: loaded.file, codePath, env };
  const shared = await runBefore(hooks);
  let result: Result | null = null;
  try {
    result = await runLoad(withShared(plan, shared), options);
    return result;
  } finally {
    await runAfter(hooks, { shared, result });
  }
}

function withShared(plan: Plan, shared: unknown): Plan {
  const { work } = plan;
  return work.kind === 'flows' ? { ...plan, work: { ...work, flows: { ...work.flows, shared } } } : plan;
}
