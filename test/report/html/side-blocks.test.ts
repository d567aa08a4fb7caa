import { describe, expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import {
  effectFigures,
  effectTable,
  roundTable,
  sideTable,
  sweepTable,
} from '../../../src/report/html/side-blocks.ts';
import { speedupIntervals, wallTimes } from '../../../src/report/html/side-intervals.ts';
import { scalingComparison, sweptComparison, threadedComparison } from '../../support/sample-comparison.ts';

describe('sides side by side', () => {
  it('shows what going async brought, large, with threads in a table beside it', () => {
    expect(effectFigures(threadedComparison).items.slice(0, 2)).toMatchObject([
      { label: 'speed-up', value: '45.6×' },
      { label: '95 % interval', value: '43.0–48.3×' },
    ]);
    expect(effectTable(threadedComparison)[0]?.columns.map(({ label }) => label)).toEqual([
      'figure',
      'threads',
      'async',
      'meaning',
    ]);
    expect(effectTable(scalingComparison)).toEqual([]);
  });

  it('figures of several kinds have no order among them', () => {
    const table = present(sideTable(scalingComparison)[0]);
    expect(table.columns.map(({ isNumber }) => isNumber)).toEqual([false, true, true, true]);
    expect(table.rows.flat().every(({ order }) => order === null)).toBe(true);
  });

  it('draws how long each side took, from the start', () => {
    expect(wallTimes(threadedComparison).rows.map(({ label, low, high }) => [label, low, high])).toEqual([
      ['sync', 0, 100.93],
      ['threads', 0, 12.64],
      ['async', 0, 2.214],
    ]);
  });

  it('draws speed-ups with what rounds say of them', () => {
    expect(speedupIntervals(threadedComparison)[0]?.rows).toMatchObject([
      { label: 'threads', estimate: 7.985, low: 7.91, high: 8.06 },
      { label: 'async', estimate: 45.59, low: 43.02, high: 48.31, text: '45.6× (43.0–48.3×)' },
    ]);
    expect(speedupIntervals(scalingComparison)).toEqual([]);
  });
});

it('rounds are sorted by wall time and speed-up, also where a side is missing', () => {
  const table = present(roundTable(threadedComparison)[0]);
  expect(table.columns.map(({ label }) => label)).toEqual([
    'round',
    'note',
    'sync',
    'threads',
    'speed-up',
    'async',
    'speed-up',
  ]);
  expect(table.rows[1]?.map(({ order }) => order)).toEqual([
    null,
    null,
    expect.closeTo(102_948.6, 1),
    expect.closeTo(12_892.8, 1),
    8.01,
    expect.closeTo(2258.28, 1),
    46.2,
  ]);
  expect(table.rows[3]?.[1]?.text).toBe('left out');
});

it('levels of a sweep are numbers in every column, and failures stand out', () => {
  const table = present(sweepTable(present(sweptComparison.sweep ?? undefined))[0]);
  expect(table.rows.at(-1)?.map(({ order }) => order)).toEqual([
    64,
    25_000,
    80,
    null,
    null,
    808_000,
    856_000,
    1019,
  ]);
  expect(table.rows.map((row) => row.at(-1)?.tone)).toEqual([
    ...Array.from({ length: 6 }, () => 'neutral'),
    'bad',
  ]);
});
