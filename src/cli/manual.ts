import type { FlagEntry } from './flag.ts';

/** What its help, the man page and the shells' completion tell of a command. */
export type Manual = {
  /** The word that calls it; null for the load run, which needs none. */
  readonly name: string | null;
  /** Its forms, an empty line, and what it does. */
  readonly usage: string;
  readonly flags: readonly FlagEntry[];
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  /** What a shell completes words to that are not flags. */
  readonly wordsAre: readonly string[] | 'files' | null;
};
