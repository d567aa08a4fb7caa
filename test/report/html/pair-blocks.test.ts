import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { AbResult } from '../../../src/modes/ab/ab-result.ts';
import { lookTable, pairChart, pairTable } from '../../../src/report/html/pair-blocks.ts';
import { drawnAs, placesOf } from '../../support/drawn-series.ts';
import { slowerCandidate } from '../../support/sample-study.ts';

const result: AbResult = {
  ...slowerCandidate,
  pairs: [
    { order: 'ab', leftOut: null, a: [10, 1000, 5], b: [11, 900, 5] },
    { order: 'ba', leftOut: 'B: the generator was busy', a: [10, 1000, 5], b: [50, 900, 5] },
    { order: 'ab', leftOut: null, a: [10, 1000, null], b: [12, 1000, 5] },
  ],
};

it('draws by how much B was larger in each pair that counts, and what matters', () => {
  const plot = present(pairChart(result)[0]);
  expect(placesOf(plot)).toEqual([1, 2, 3]);
  expect(drawnAs('p99', plot)).toEqual([0.1, null, 0.2]);
  expect(drawnAs('rate', plot)).toEqual([-0.1, null, 0]);
  expect(drawnAs('p50', plot)).toEqual([0, null, null]);
  expect(drawnAs('+3 % matters', plot)).toEqual([0.03, 0.03, 0.03]);
  expect(drawnAs('−3 % matters', plot)).toEqual([-0.03, -0.03, -0.03]);
  expect(plot.chart.description).toContain('2 of 3 pairs count');
});

it('lists every pair with why it was left out', () => {
  const table = present(pairTable(result)[0]);
  expect(table.columns.map(({ label }) => label)).toEqual([
    'pair',
    'order',
    'p99',
    'rate',
    'p50',
    'left out',
  ]);
  expect(table.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['1', 'A B', '+10', '-10', '0', ''],
    ['2', 'B A', '×', '×', '×', 'B: the generator was busy'],
    ['3', 'A B', '+20', '0', '–', ''],
  ]);
  expect(table.rows[1]?.map(({ order }) => order)).toEqual([2, null, null, null, null, null]);
});

it('has no column for reasons where all pairs count, and nothing without pairs', () => {
  const counted = { ...result, pairs: result.pairs.slice(0, 1) };
  expect(pairTable(counted)[0]?.columns.at(-1)?.label).toBe('p50');
  expect([...pairTable(slowerCandidate), ...pairChart(slowerCandidate)]).toEqual([]);
});

it('tells looks where there was more than one', () => {
  const looks = [
    { pairs: 10, alphaSpent: 0.01, isLast: false },
    { pairs: 20, alphaSpent: 0.04, isLast: true },
  ];
  expect(lookTable({ ...result, looks })[0]?.rows.map((row) => row.map(({ text }) => text))).toEqual([
    ['10', '1 %', 'more pairs'],
    ['20', '4 %', 'decided'],
  ]);
  expect(lookTable({ ...result, looks: looks.slice(1) })).toEqual([]);
});
