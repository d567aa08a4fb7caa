import type { LeftOut } from '../../gate/compare/compare-result.ts';
import { formatCount } from '../format.ts';
import { textCell, textColumn } from './cells.ts';
import type { Table } from './page.ts';

const mostRows = 200;

/** Which runs don't count, and why. */
export function leftOutTable(leftOut: readonly LeftOut[]): Table[] {
  if (leftOut.length === 0) return [];
  const rest = leftOut.length - mostRows;
  return [
    {
      kind: 'table',
      id: 'left-out',
      caption: `Left out${rest > 0 ? `, and ${formatCount(rest)} more` : ''}`,
      columns: [textColumn('file'), textColumn('why')],
      rows: leftOut.slice(0, mostRows).map(({ name, reason }) => [textCell(name), textCell(reason)]),
    },
  ];
}
