import type { DataProblems } from './data-problems.ts';

/** What separates the fields: the one of comma, semicolon and tab that the header has most of; a comma when in doubt. */
export function delimiterOf(text: string): string {
  const header = text.replaceAll(/"[^"]*"/g, '').split('\n', 1)[0] ?? '';
  return [',', ';', '\t'].reduce((most, delimiter) =>
    countOf(header, delimiter) > countOf(header, most) ? delimiter : most,
  );
}

/** The names of a header, without the spaces around them. */
export function readHeader(
  line: number,
  fields: readonly string[],
  problems: DataProblems,
): readonly string[] {
  const names = fields.map((field) => field.trim());
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (name === '') {
      problems.add({ line }, `column ${index + 1} has no name`, 'the first line names the columns');
    } else if (name === '__proto__') {
      problems.add({ line }, 'a column must not be called __proto__', 'give it another name');
    } else if (seen.has(name)) {
      problems.add({ line }, `two columns are called "${name}"`, 'rename one of them');
    }
    seen.add(name);
  }
  return names;
}

function countOf(text: string, part: string): number {
  return text.split(part).length - 1;
}
