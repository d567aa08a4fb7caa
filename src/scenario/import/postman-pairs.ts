import type { ImportedHeader } from './imported.ts';
import { listOf, partOf, textOf } from './json-parts.ts';

/** What isn't switched off, of a list or of a text with a line for each. */
export function enabledPairs(node: unknown, key: string): ImportedHeader[] {
  const given = partOf(node, key);
  if (typeof given === 'string') {
    return given.split('\n').flatMap((line): ImportedHeader[] => {
      const colon = line.indexOf(':');
      return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    });
  }
  return listOf(node, key).flatMap((entry): ImportedHeader[] => {
    const name = textOf(entry, 'key');
    return name === null || name === '' || partOf(entry, 'disabled') === true
      ? []
      : [[name, textOf(entry, 'value') ?? '']];
  });
}
