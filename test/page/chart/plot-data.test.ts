import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lonelyPoints, plotData, plotLines } from '../../../src/page/chart/plot-data.ts';
import type { Chart, ChartSeries } from '../../../src/report/html/page.ts';

const series = (column: number, band: ChartSeries['band'] = null): ChartSeries => ({
  label: `column ${column}`,
  column,
  axis: 0,
  style: 'line',
  colour: 0,
  band,
});

const chart = (changes: Partial<Chart> = {}): Chart => ({
  kind: 'chart',
  id: 'chart',
  title: 'Chart',
  description: '',
  frame: 'frame',
  x: { label: 'x', unit: 'count', isLog: false, column: 0 },
  ys: [{ label: 'y', unit: 'us', isLog: false }],
  series: [series(1)],
  spans: [],
  sync: null,
  ...changes,
});

describe('what is drawn of a frame', () => {
  it('is x and each series, with its gaps', () => {
    expect(
      plotData(chart(), {
        columns: [
          [1, 2, 3],
          [10, null, 30],
          [7, 7, 7],
        ],
      }),
    ).toEqual([
      [1, 2, 3],
      [10, null, 30],
    ]);
  });

  it('is in the order of x', () => {
    expect(
      plotData(chart(), {
        columns: [
          [3, 1, 2],
          [30, 10, 20],
        ],
      }),
    ).toEqual([
      [1, 2, 3],
      [10, 20, 30],
    ]);
  });

  it('leaves out rows without an x', () => {
    expect(
      plotData(chart(), {
        columns: [
          [1, null, 3],
          [10, 20, 30],
        ],
      }),
    ).toEqual([
      [1, 3],
      [10, 30],
    ]);
  });

  it('has no place for zero on a log axis', () => {
    const isLog = { x: { label: 'x', unit: 'count', isLog: true, column: 0 } } as const;
    const y = { label: 'y', unit: 'us', isLog: true } as const;
    expect(
      plotData(chart({ ...isLog, ys: [y] }), {
        columns: [
          [0, 1, 2],
          [5, 0, 20],
        ],
      }),
    ).toEqual([
      [1, 2],
      [null, 20],
    ]);
  });

  it('has the edges of bands first, the upper before the lower', () => {
    const banded = chart({ series: [series(1), series(2, { low: 3, high: 4 })] });
    expect(plotLines(banded)).toEqual([
      { series: 1, edge: 'high' },
      { series: 1, edge: 'low' },
      { series: 0, edge: null },
      { series: 1, edge: null },
    ]);
    expect(plotData(banded, { columns: [[0], [1], [2], [3], [4]] })).toEqual([[0], [4], [3], [1], [2]]);
  });

  it('is nothing of a frame that is empty or short of columns', () => {
    expect(plotData(chart(), { columns: [] })).toEqual([[], []]);
    expect(plotData(chart(), { columns: [[1, 2]] })).toEqual([
      [1, 2],
      [null, null],
    ]);
  });
});

it('a point with gaps around it is lonely, and no other', () => {
  expect(lonelyPoints([5, null, 5, null, null, 5, 5, null, 0])).toEqual([0, 2, 8]);
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 2 }), (values) => lonelyPoints(values).length === 0),
  );
});
