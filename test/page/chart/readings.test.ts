import { expect, it } from 'vitest';
import { plotData } from '../../../src/page/chart/plot-data.ts';
import { readingsAt, readingsSentence } from '../../../src/page/chart/readings.ts';
import type { Chart } from '../../../src/report/html/page.ts';

const chart: Chart = {
  kind: 'chart',
  id: 'chart',
  title: 'Latency',
  description: '',
  frame: 'frame',
  x: { label: 'elapsed', unit: 'elapsed', isLog: false, column: 0 },
  ys: [
    { label: 'latency', unit: 'us', isLog: false },
    { label: 'rate', unit: 'per-s', isLog: false },
  ],
  series: [
    { label: 'p50', column: 1, axis: 0, style: 'line', colour: 0, band: null },
    { label: 'p99', column: 2, axis: 0, style: 'line', colour: 1, band: { low: 3, high: 4 } },
    { label: 'rate', column: 5, axis: 1, style: 'line', colour: 2, band: null },
  ],
  spans: [],
  sync: null,
};
const data = plotData(chart, {
  columns: [
    [61, 62],
    [1000, 1100],
    [5000, null],
    [4500, null],
    [5500, null],
    [200, 210],
  ],
});

it('says of a place what each series says, in the unit of its axis', () => {
  expect(readingsAt(chart, data, 0, () => true)).toEqual({
    x: '1:01',
    values: [
      { label: 'p50', series: 0, text: '1.00 ms' },
      { label: 'p99', series: 1, text: '5.00 ms (4.50 ms to 5.50 ms)' },
      { label: 'rate', series: 2, text: '200/s' },
    ],
  });
});

it('leaves out gaps and what is hidden', () => {
  const readings = readingsAt(chart, data, 1, (label) => label !== 'rate');
  expect(readingsSentence(readings)).toBe('1:02: p50 1.10 ms');
});
