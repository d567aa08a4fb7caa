import type { Problem } from '../base/errors.ts';
import type { Timeouts } from '../scenario/connecting.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Flag } from './flag.ts';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A scenario while flags are read into it. */
export type ScenarioDraft = Writable<Omit<Scenario, 'timeouts' | 'tls'>> & {
  timeouts: Partial<Writable<Timeouts>>;
  tls: Writable<NonNullable<Scenario['tls']>>;
};

export type ScenarioFlag = Flag<ScenarioDraft>;

export function emptyScenarioDraft(): ScenarioDraft {
  return { url: '', timeouts: {}, tls: {} };
}

/** The one URL among the words of a command line. */
export function oneUrl(words: readonly string[]): {
  readonly url: string | null;
  readonly problems: Problem[];
} {
  const [url, ...rest] = words;
  if (url === undefined) {
    const hint = 'give one such as http://127.0.0.1:8080/, or see inrush --help';
    return { url: null, problems: [{ message: 'there is no URL', hint }] };
  }
  if (rest.length === 0) return { url, problems: [] };
  const message = `one URL at a time, got ${words.length} words: ${words.join(' ')}`;
  return { url: null, problems: [{ message, hint: 'quote values that hold spaces' }] };
}
