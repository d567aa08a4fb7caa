import type { Timeouts } from '../scenario/connecting.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Flag } from './flag.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A scenario while flags are read into it. */
export type ScenarioDraft = Writable<Omit<Scenario, 'timeouts' | 'tls'>> & {
  timeouts: Partial<Writable<Timeouts>>;
  tls: Writable<NonNullable<Scenario['tls']>>;
  /** Files that hold URLs, and requests. */
  readonly urlsFrom: string[];
  readonly requestsFrom: string[];
};

export type ScenarioFlag = Flag<ScenarioDraft>;

export function emptyScenarioDraft(): ScenarioDraft {
  return { timeouts: {}, tls: {}, urlsFrom: [], requestsFrom: [] };
}
