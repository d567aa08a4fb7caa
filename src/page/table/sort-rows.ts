import type { Cell, Table } from '../../report/html/page.ts';

export type Order = { readonly column: number; readonly isNumber: boolean; readonly isDescending: boolean };

type Row = readonly Cell[];

const texts = new Intl.Collator('en', { numeric: true });

/** Rows of equal cells keep their order; those without a number go last, in either direction. */
export function sortRows<T>(rows: readonly T[], order: Order | null, cellsOf: (row: T) => Row): readonly T[] {
  if (order === null) return rows;
  const { column, isNumber, isDescending } = order;
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [cellsOf(left)[column], cellsOf(right)[column]];
    return isNumber ? compareNumbers(a, b, sign) : sign * texts.compare(a?.text ?? '', b?.text ?? '');
  });
}

/** Not of figures of several kinds below each other, such as times and shares. */
export function hasOrder({ columns, rows }: Pick<Table, 'columns' | 'rows'>, column: number): boolean {
  const isNumber = columns[column]?.isNumber === true;
  return !isNumber || rows.some((row) => (row[column]?.order ?? null) !== null);
}

/** The next one when a column's heading is pressed: the likelier direction first, then the other, then as it came. */
export function nextOrder(order: Order | null, column: number, isNumber: boolean): Order | null {
  if (order?.column !== column) return { column, isNumber, isDescending: isNumber };
  return order.isDescending === isNumber ? { ...order, isDescending: !isNumber } : null;
}

/** Rows are known by their names, so that each stays itself when it moves; a name that comes again is counted. */
export function rowKeys(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return `${count} ${name}`;
  });
}

function compareNumbers(a: Cell | undefined, b: Cell | undefined, sign: number): number {
  const [left, right] = [a?.order ?? null, b?.order ?? null];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return sign * (left - right);
}
