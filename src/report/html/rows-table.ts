import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Table, Tone } from './page.ts';

export type RowsTable = {
  readonly id: string;
  readonly caption: string;
  /** As text, headed, as other formats have them. */
  readonly rows: readonly (readonly string[])[];
  /** Which columns hold figures. */
  readonly isNumber: (column: number) => boolean;
  /** Of the rows without the head; null where figures of a column are not of one kind. */
  readonly orderOf?: (row: number, column: number) => number | null;
  readonly toneOf?: (row: number, column: number) => Tone;
};

/** Nothing without rows below the head. */
export function rowsTable({ id, caption, rows, isNumber, orderOf, toneOf }: RowsTable): Table[] {
  const [head = [], ...body] = rows;
  if (body.length === 0) return [];
  return [
    {
      kind: 'table',
      id,
      caption,
      columns: head.map((label, column) => (isNumber(column) ? numberColumn(label) : textColumn(label))),
      rows: body.map((cells, row) =>
        cells.map((text, column) => {
          const tone = toneOf?.(row, column) ?? 'neutral';
          return isNumber(column)
            ? numberCell(text, orderOf?.(row, column) ?? null, tone)
            : textCell(text, tone);
        }),
      ),
    },
  ];
}
