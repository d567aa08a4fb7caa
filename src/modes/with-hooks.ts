import { runAfter, runBefore } from '../flow/code/hooks.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedFile } from './planned-file.ts';

export type HookOptions<T> = {
  /** What the hook after is given of what the run answered [nothing]. */
  readonly resultOf?: (answer: T) => unknown;
  /** The hook after a run that went well has failed [it is thrown, and the answer is lost]. */
  readonly onAfterFailed?: ((error: Error) => void) | undefined;
};

/** Runs something between the hooks of a scenario file; `shared` is what the one before has answered, null without it. */
export async function withHooks<T>(
  { plan: { work }, loaded }: PlannedFile,
  run: (shared: unknown) => Promise<T>,
  { resultOf = () => null, onAfterFailed }: HookOptions<T> = {},
): Promise<T> {
  const { codePath, env, file } = loaded;
  if (codePath === null) return run(null);
  const secrets = work.kind === 'flows' ? work.flows.secrets.values : [];
  const hooks = { scenario: file, codePath, env, secrets };
  const shared = await runBefore(hooks);
  const [ran] = await Promise.allSettled([run(shared)]);
  const result = ran.status === 'fulfilled' ? resultOf(ran.value) : null;
  const [after] = await Promise.allSettled([runAfter(hooks, { shared, result })]);
  // Why there is no result says more than what could not be tidied up.
  if (ran.status === 'rejected') throw ran.reason;
  if (after.status === 'fulfilled') return ran.value;
  const error: unknown = after.reason;
  if (onAfterFailed === undefined || !(error instanceof Error)) throw error;
  onAfterFailed(error);
  return ran.value;
}

/** The plan, with what the hook before has answered. */
export function withShared(plan: Plan, shared: unknown): Plan {
  const { work } = plan;
  return work.kind === 'flows' ? { ...plan, work: { ...work, flows: { ...work.flows, shared } } } : plan;
}
