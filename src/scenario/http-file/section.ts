/** A line of a file, with its number from 1. */
export type Line = { readonly number: number; readonly text: string };

/** What stands between two `###` lines; `title` is the text behind the first of them. */
export type Section = { readonly title: string; readonly lines: readonly Line[] };

/** Sections may be empty, as between two separators. */
export function splitSections(text: string): readonly Section[] {
  const sections: { title: string; lines: Line[] }[] = [{ title: '', lines: [] }];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.startsWith('###')) sections.push({ title: line.replace(/^#+/, '').trim(), lines: [] });
    else sections.at(-1)?.lines.push({ number: index + 1, text: line });
  }
  return sections;
}
