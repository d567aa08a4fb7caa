import type {
  Condition,
  FlowFile,
  ForEachFile,
  GroupFile,
  RepeatFile,
  RequestFile,
  ScenarioFile,
  ThinkFile,
} from './scenario-file.ts';
import type { StepFunction } from './step-context.ts';

/**
 * A scenario in code: all that a YAML file may hold, and functions where data ends. The module exports it as its
 * default; the leading process loads it once, and so does every worker.
 *
 * @exactlyOne ["steps", "flows"]
 */
export type CodeScenario = Omit<ScenarioFile, 'session' | 'steps' | 'flows'> & {
  /** Done once by each virtual user before it begins, outside the measurement. */
  readonly session?: readonly CodeStep[];
  /** One iteration. */
  readonly steps?: readonly CodeStep[];
  /** Several kinds of iterations in place of `steps`, each under its name. */
  readonly flows?: Readonly<Record<string, CodeFlow>>;
  /**
   * Runs once, before the first request, in the leading process: to create what the users need, for one. Its answer,
   * plain data, is the variable `shared` of every user.
   */
  readonly before?: (context: HookContext) => unknown;
  /** Runs once at the end, even if the run failed: to tidy up. */
  readonly after?: (context: AfterContext) => unknown;
};

/** What a hook works with; Node's own `fetch` and every package are there as well. */
export type HookContext = {
  /** What `${…}` and `env()` read: the process's own environment, `--env-file` and `-e`. */
  readonly env: Readonly<Record<string, string>>;
};

export type AfterContext = HookContext & {
  /** What `before` answered. */
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever the scenario's own `before` made of it
  readonly shared: any;
  /** The result as `-o json` writes it; null when the run broke off without one. */
  // oxlint-disable-next-line typescript/no-explicit-any -- its type is `Result`, which this folder may not know
  readonly result: any;
};

/** One thing that a user does: data as in YAML, or a function. */
export type CodeStep =
  StepFunction | FunctionStep | RequestFile | ThinkFile | CodeGroup | CodeRepeat | CodeForEach;

/** A function with a name, or one that is only run at times. */
export type FunctionStep = {
  /** What it is called in messages [the function's own name]. */
  readonly name?: string;
  readonly when?: Condition;
  readonly run: StepFunction;
};

export type CodeFlow = Omit<FlowFile, 'steps' | 'session'> & {
  readonly steps: readonly CodeStep[];
  /** Of a flow with a load of its own, in place of the file's session. */
  readonly session?: readonly CodeStep[];
};

/** Steps whose names begin with the group's. */
export type CodeGroup = Omit<GroupFile, 'steps'> & { readonly steps: readonly CodeStep[] };

/** Steps several times. */
export type CodeRepeat = Omit<RepeatFile, 'steps'> & { readonly steps: readonly CodeStep[] };

/** Steps once for each value of a list. */
export type CodeForEach = Omit<ForEachFile, 'steps'> & { readonly steps: readonly CodeStep[] };

/**
 * Gives a scenario its types, and is that scenario: `export default defineScenario({ … })`.
 */
export function defineScenario(scenario: CodeScenario): CodeScenario {
  return scenario;
}
