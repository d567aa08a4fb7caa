import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intervalScale } from '../../../src/page/chart/interval-scale.ts';
import type { Intervals } from '../../../src/report/html/page.ts';

type Ends = { estimate: number | null; low: number | null; high: number | null };

const intervals = (rows: readonly Ends[], marks: readonly number[] = []): Intervals => ({
  kind: 'intervals',
  id: 'effects',
  title: 'Effects',
  description: '',
  label: 'effect',
  unit: 'factor',
  rows: rows.map((row) => ({ ...row, label: 'row', tone: 'neutral', text: '' })),
  marks: marks.map((at) => ({ at, label: 'mark' })),
});

it('places the least and the most a little inside', () => {
  const { place, ticks } = intervalScale(intervals([{ estimate: 1.1, low: 1, high: 1.2 }], [0.9]));
  expect(place(0.9)).toBeCloseTo(6.9, 1);
  expect(place(1.2)).toBeCloseTo(93.1, 1);
  expect(ticks).toEqual([0.9, 1, 1.1, 1.2]);
});

it('has all within, and few ticks, whatever the rows are', () => {
  const end = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  const rows = fc.array(fc.record({ estimate: end, low: end, high: end }));
  fc.assert(
    fc.property(rows, (given) => {
      const { place, ticks } = intervalScale(intervals(given));
      const values = given.flatMap(({ estimate, low, high }) => [estimate, low, high]);
      const places = [...values.filter((value) => value !== null), ...ticks].map(place);
      return places.every((at) => at >= -1e-6 && at <= 100 + 1e-6) && ticks.length <= 7;
    }),
  );
});

it('has no axis without a number', () => {
  expect(intervalScale(intervals([{ estimate: null, low: null, high: null }])).ticks).toEqual([]);
});
