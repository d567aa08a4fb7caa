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
