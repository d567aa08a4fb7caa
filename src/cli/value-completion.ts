import type { FlagEntry } from './flag.ts';

/** What stands behind a flag, as far as a shell can know: words, files, or words that a file may follow (`json=…`). */
export type ValueCompletion =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly thenFile: boolean }
  | { readonly kind: 'files'; readonly after: '' | '@' }
  | { readonly kind: 'unknown' };

/** null for a switch. */
export function valueCompletion({ value, completesTo }: FlagEntry): ValueCompletion | null {
  if (value === null) return null;
  if (completesTo === undefined) return { kind: 'unknown' };
  if (completesTo === 'files') return { kind: 'files', after: '' };
  if (completesTo === '@files') return { kind: 'files', after: '@' };
  return { kind: 'words', words: completesTo, thenFile: value.endsWith('[=FILE]') };
}

/** The flag as it is typed: `-c`, `--connections`. */
export function spellings({ name, alias }: FlagEntry): string[] {
  return [...(alias === undefined ? [] : [`-${alias}`]), `--${name}`];
}

/** Every command knows it, though it is in no table. */
export const helpFlag: FlagEntry = {
  name: 'help',
  alias: 'h',
  group: 'Report:',
  describe: 'Show this',
  value: null,
};
