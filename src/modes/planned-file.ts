import { InrushError, type Problem } from '../base/errors.ts';
import type { Machine } from '../plan/machine.ts';
import type { Planning } from '../plan/make-plan.ts';
import { type PlannedScenario, type PlanOverrides, planScenario } from '../plan/scenario/plan-scenario.ts';
import { loadScenario } from '../scenario/file/load-scenario-file.ts';
import type { LoadedScenario } from '../scenario/file/loaded-scenario.ts';

/** A scenario file, ready to run. `dispose` lets go of what planning has put on disk. */
export type PlannedFile = PlannedScenario & { readonly loaded: LoadedScenario };

export type FileSettings = {
  readonly envFiles?: readonly string[];
  /** Over the process's own environment, and over `envFiles`. */
  readonly env?: Readonly<Record<string, string>>;
  /** What goes before the file's own settings. */
  readonly overrides?: PlanOverrides;
};

/** Reads, checks and plans a scenario file: everything that is wrong with it at once, and nothing is sent. */
export async function loadPlannedScenario(
  path: string,
  { envFiles = [], env = {}, overrides = {} }: FileSettings,
  machine: Machine,
): Promise<Planning<PlannedFile>> {
  const reading = await loadScenario(path, { envFiles, env, processEnv: process.env });
  if (!reading.ok) return reading;
  const { loaded } = reading;
  const planned = await planScenario(loaded, machine, overrides);
  return planned.ok ? { ...planned, plan: { ...planned.plan, loaded } } : planned;
}

/**
 * Works with a scenario file, and lets go of what planning has put on disk, however it ends. Throws `usage` with all that is
 * wrong with the file, and with `problemsWith` it: asked without a file where there is no plan.
 */
export async function withPlannedFile<T>(
  planning: Planning<PlannedFile>,
  problemsWith: (file: PlannedFile | null) => readonly Problem[] | Promise<readonly Problem[]>,
  use: (file: PlannedFile, notes: readonly string[]) => Promise<T>,
): Promise<T> {
  if (!planning.ok) throw new InrushError('usage', [...(await problemsWith(null)), ...planning.problems]);
  const { plan: file, notes } = planning;
  try {
    const problems = await problemsWith(file);
    if (problems.length > 0) throw new InrushError('usage', problems);
    return await use(file, notes);
  } finally {
    file.dispose();
  }
}
