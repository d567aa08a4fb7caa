import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasOrder, nextOrder, rowKeys, sortRows, type Order } from '../../../src/page/table/sort-rows.ts';
import type { Cell } from '../../../src/report/html/page.ts';

const cell = (text: string, order: number | null = null): Cell => ({
  text,
  order,
  tone: 'neutral',
  href: null,
});
const rows = [
  [cell('b'), cell('10 ms', 10_000)],
  [cell('a10'), cell('–')],
  [cell('a9'), cell('2 s', 2_000_000)],
  [cell('B'), cell('10 ms', 10_000)],
];
const names = (order: Order | null): string =>
  sortRows(rows, order, (row) => row)
    .map(([first]) => first?.text)
    .join(' ');

describe('rows are sorted', () => {
  it.each([
    ['as they came', null, 'b a10 a9 B'],
    [
      'by text, with numbers in it as numbers',
      { column: 0, isNumber: false, isDescending: false },
      'a9 a10 b B',
    ],
    ['by text, down', { column: 0, isNumber: false, isDescending: true }, 'B b a10 a9'],
    ['by number, none last', { column: 1, isNumber: true, isDescending: false }, 'b B a9 a10'],
    ['by number, down, none last', { column: 1, isNumber: true, isDescending: true }, 'a9 b B a10'],
    ['by a column that is not there', { column: 7, isNumber: true, isDescending: true }, 'b a10 a9 B'],
  ])('%s', (_name, order, sorted) => {
    expect(names(order)).toBe(sorted);
  });

  it('and none is lost', () => {
    const order = fc.record({
      column: fc.constantFrom(0, 1),
      isNumber: fc.boolean(),
      isDescending: fc.boolean(),
    });
    const given = fc.array(fc.tuple(fc.string(), fc.option(fc.integer())));
    fc.assert(
      fc.property(given, order, (pairs, by) => {
        const table = pairs.map(([text, number]) => [cell(text), cell(text, number)]);
        return new Set(sortRows(table, by, (row) => row)).size === table.length;
      }),
    );
  });
});

it('presses on a heading go through both directions and back', () => {
  const down = nextOrder(null, 1, true);
  expect(down).toEqual({ column: 1, isNumber: true, isDescending: true });
  const up = nextOrder(down, 1, true);
  expect(up).toEqual({ column: 1, isNumber: true, isDescending: false });
  expect(nextOrder(up, 1, true)).toBeNull();
  expect(nextOrder(up, 0, false)).toEqual({ column: 0, isNumber: false, isDescending: false });
});

it('rows of one name are told apart by their count', () => {
  expect(rowKeys(['a', 'b', 'a', '1 a', 'a'])).toEqual(['0 a', '0 b', '1 a', '0 1 a', '2 a']);
});

it('figures of several kinds below each other are in no order', () => {
  const column = (isNumber: boolean): { label: string; isNumber: boolean; hint: null } => ({
    label: '',
    isNumber,
    hint: null,
  });
  const table = { columns: [column(false), column(true)], rows };
  const mixed = { ...table, rows: [[cell('wall time'), cell('2 s')]] };
  expect([hasOrder(table, 0), hasOrder(table, 1)]).toEqual([true, true]);
  expect([hasOrder(mixed, 0), hasOrder(mixed, 1)]).toEqual([true, false]);
});
