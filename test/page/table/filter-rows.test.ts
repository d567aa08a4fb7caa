import { expect, it } from 'vitest';
import { filterRows } from '../../../src/page/table/filter-rows.ts';

const rows = ['GET /Users', 'GET /items', 'POST /users'];

it.each([
  ['', rows],
  ['   ', rows],
  ['users', ['GET /Users', 'POST /users']],
  ['USERS get', ['GET /Users']],
  ['/', rows],
  ['.*', []],
])('%j leaves %j', (typed, left) => {
  const kept = filterRows(rows, typed, (text) => [{ text, order: null, tone: 'neutral', href: null }]);
  expect(kept).toEqual(left);
});

it('looks for each word in any cell, and for none across two', () => {
  const cells = ['alpha', 'beta'].map(
    (text) => ({ text, order: null, tone: 'neutral', href: null }) as const,
  );
  expect(filterRows([cells], 'bet alp', (row) => row)).toEqual([cells]);
  expect(filterRows([cells], 'alphabeta', (row) => row)).toEqual([]);
});
