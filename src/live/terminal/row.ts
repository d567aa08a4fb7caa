import { clip, displayWidth } from '../../base/fit.ts';
import type { Paint, Palette } from '../../report/palette.ts';

/** The columns of a view: names and values, what stands beside them, and remarks on that. */
export type Columns = { readonly left: number; readonly middle: number; readonly right: number };

const left = 20;
const right = 14;
const gap = 2;
const narrow = 60;

/** In a narrow window remarks give way. */
export function columnsIn(width: number): Columns {
  const remarks = width < narrow ? 0 : right;
  return { left, right: remarks, middle: width - left - gap - (remarks === 0 ? 0 : remarks + gap) };
}

/** What stands in a row; the strip is as wide as the middle column at most, and may be painted. */
export type Series = {
  readonly name: string;
  readonly value: string;
  readonly strip: string;
  readonly remark: string;
};

/** `req/s        61,234  ▂▅▆▇▇▇▇▆▇▇       so far 61,012` */
export function seriesRow(
  columns: Columns,
  { name, value, strip, remark }: Series,
  palette: Palette,
): string {
  const shownValue = clip(value, columns.left - displayWidth(name) - 1);
  const space = ' '.repeat(columns.left - displayWidth(name) - displayWidth(shownValue));
  const row = `${name === '' ? '' : palette.dim(name)}${space}${palette.bold(shownValue)}${' '.repeat(gap)}${strip}`;
  if (columns.right === 0 || remark === '') return row.trimEnd();
  const fill = ' '.repeat(columns.middle - displayWidth(strip) + gap);
  return `${row}${fill}${palette.dim(clip(remark, columns.right).padStart(columns.right))}`;
}

/** A text that may already be painted, or one that may be cut, and how it is painted then. */
export type Part = string | { readonly text: string; readonly paint: Paint };

/** A name, and beside it what there is room for. */
export function partsRow(name: string, parts: readonly Part[], width: number, palette: Palette): string {
  let row = palette.dim(name.padEnd(nameWidth));
  let room = width - nameWidth;
  for (const [index, part] of parts.entries()) {
    const before = index === 0 ? '' : separator;
    const [text, paint] = typeof part === 'string' ? [part, null] : [part.text, part.paint];
    const mark = index === parts.length - 1 ? '' : ellipsis;
    if (displayWidth(text) > room - before.length - mark.length) {
      const cut = paint === null || room < leastCut ? null : paint(clip(text, room - before.length));
      return cut === null ? `${row}${ellipsis}` : `${row}${before}${cut}`;
    }
    row += `${before}${paint === null ? text : paint(text)}`;
    room -= before.length + displayWidth(text);
  }
  return row.trimEnd();
}

const separator = ' · ';
const ellipsis = ' …';
/** Less of a text tells nothing. */
const leastCut = 16;

export const nameWidth = 11;
