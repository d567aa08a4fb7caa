import { getBorderCharacters, table } from 'table';
import { displayWidth, flow, reportWidth } from '../base/fit.ts';
import type { Paint } from './palette.ts';

const labelWidth = 15;

/** Columns left beside a label. */
export const fieldWidth: number = reportWidth - labelWidth;

/** Blocks of lines with an empty line between; empty blocks vanish. */
export function sections(blocks: readonly (readonly string[])[]): string {
  const filled = blocks.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** A label at the left, lines of text beside it. */
export function field(label: string, lines: readonly string[], paintLabel: Paint): string[] {
  return lines.map(
    (line, index) => (index === 0 ? paintLabel(label) : '') + ' '.repeat(indent(label, index)) + line,
  );
}

/** Facts in a row beside their label, on as many lines as they need. */
export function facts(label: string, parts: readonly string[], paintLabel: Paint): string[] {
  return field(label, flow(parts, ' · ', fieldWidth), paintLabel);
}

/** Cells in borderless columns; alignments are by column, `gap` is the space between two. */
export function columns(
  rows: readonly (readonly string[])[],
  alignments: readonly ('left' | 'right')[],
  gap: number,
): string[] {
  if (rows.length === 0) return [];
  const text = table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('void'),
      columnDefault: { paddingLeft: 0, paddingRight: 0 },
      columns: alignments.map((alignment, index) => ({ alignment, paddingLeft: index === 0 ? 0 : gap })),
      drawHorizontalLine: () => false,
    },
  );
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

/** The first candidate that is at most {@link reportWidth} wide, or the last. */
export function firstThatFits(candidates: readonly (() => string[])[]): string[] {
  let lines: string[] = [];
  for (const candidate of candidates) {
    lines = candidate();
    if (lines.every((line) => displayWidth(line) <= reportWidth)) break;
  }
  return lines;
}

function indent(label: string, index: number): number {
  return index === 0 ? Math.max(labelWidth - displayWidth(label), 1) : labelWidth;
}
