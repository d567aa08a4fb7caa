import type { FlowInfo, LoadInfo, Result, TargetInfo } from '../../summary/result.ts';
import type { MachineFacts } from '../../summary/fingerprint.ts';

/** What a run's numbers depend on beside the target's code: runs can be compared where it is the same. */
export type Conditions = {
  /** Name of the scenario file; null without one. */
  readonly scenario: string | null;
  readonly target: Pick<TargetInfo, 'url' | 'method' | 'engine' | 'proxy'>;
  /** Names of the requests, in the order of the plan; those aside that only a function knows. */
  readonly requests: readonly string[];
  readonly load: Omit<LoadInfo, 'warmupMs' | 'seed'>;
  /** null: as long as it took the target to become steady. */
  readonly warmupMs: number | null;
  /** The loads of a scenario file; empty without one. */
  readonly flows: readonly FlowInfo[];
  /** Of the generator. */
  readonly machine: MachineFacts;
};

/** Those of a finished run. */
export function conditionsOf(result: Result): Conditions {
  const { scenario, target, requests, load, flows, steadyState, generator } = result;
  const { url, method, engine, proxy } = target;
  const { warmupMs, seed: _seed, ...asked } = load;
  return {
    scenario,
    target: { url, method, engine, proxy },
    requests: requests.filter((row) => row.url !== null).map(({ name }) => name),
    load: asked,
    warmupMs: steadyState === null ? warmupMs : null,
    flows,
    machine: generator.machine,
  };
}
