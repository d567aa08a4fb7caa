import type { Table } from './page.ts';

/** The table without the columns in which nothing stands. */
export function usedColumns(table: Table): Table {
  const isUsed = table.columns.map((_, column) => table.rows.some((row) => row[column]?.text !== ''));
  const used = <T>(cells: readonly T[]): T[] => cells.filter((_cell, column) => isUsed[column] === true);
  return { ...table, columns: used(table.columns), rows: table.rows.map(used) };
}
