import type { ScenarioFile } from './scenario-file.ts';

/** A scenario file that was read and has the right shape; what it means is checked by `planScenario`. */
export type LoadedScenario = {
  /** As the user named it. */
  readonly path: string;
  /** Absolute; files that the scenario names must lie in it. */
  readonly folder: string;
  /** Variables of the environment are filled in. Code may hold functions where `code-scenario.ts` allows them. */
  readonly file: ScenarioFile;
  /** Where something stands, such as `checkout.yaml:14:7` for `['steps', 2, 'get']`; of code `checkout.ts: steps[2].get`. */
  readonly placeOf: (path: ScenarioPath) => string;
  /** What `${…}` and `env()` read: the process's own, `--env-file` and `-e`, the later over the earlier. */
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path of the module, where the scenario is code; workers load it again. */
  readonly codePath: string | null;
};

export type ScenarioPath = readonly (string | number)[];
