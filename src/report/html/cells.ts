import { clip } from '../../base/fit.ts';
import type { Cell, TableColumn, Tone } from './page.ts';

/** Columns after which text from elsewhere is cut: an address is longer than a name. */
const longest = 300;

/** Sorted by its text. */
export function textCell(text: string, tone: Tone = 'neutral'): Cell {
  return { text: clip(text, longest), order: null, tone, href: null };
}

/** Sorted by `order`; null where there is no number. */
export function numberCell(text: string, order: number | null, tone: Tone = 'neutral'): Cell {
  return { text, order, tone, href: null };
}

export function textColumn(label: string, hint: string | null = null): TableColumn {
  return { label, isNumber: false, hint };
}

export function numberColumn(label: string, hint: string | null = null): TableColumn {
  return { label, isNumber: true, hint };
}
