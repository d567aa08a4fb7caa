import type { Cell } from '../../report/html/page.ts';

/** The rows that have all words of what was typed, in whichever cells, in small or large letters. */
export function filterRows<T>(
  rows: readonly T[],
  typed: string,
  cellsOf: (row: T) => readonly Cell[],
): readonly T[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return rows;
  return rows.filter((row) => {
    const text = cellsOf(row)
      .map((cell) => cell.text.toLowerCase())
      .join('\n');
    return words.every((word) => text.includes(word));
  });
}
