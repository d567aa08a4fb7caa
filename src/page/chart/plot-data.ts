import type { Chart, Column, Frame } from '../../report/html/page.ts';

/** A line of the plot: a series, or an edge of its band. */
export type PlotLine = {
  /** Of the chart's series. */
  readonly series: number;
  readonly edge: 'low' | 'high' | null;
};

export type PlotData = [xs: number[], ...ys: (number | null)[][]];

/** The lines of a chart, in the order in which they are drawn: bands lie below. */
export function plotLines({ series }: Chart): PlotLine[] {
  const edges = series.flatMap(({ band }, index): PlotLine[] =>
    band === null
      ? []
      : [
          { series: index, edge: 'high' },
          { series: index, edge: 'low' },
        ],
  );
  return [...edges, ...series.map((_, index): PlotLine => ({ series: index, edge: null }))];
}

/** The columns that are drawn: by ascending x, without rows that have no place, gaps where a log axis has no place. */
export function plotData(chart: Chart, { columns }: Frame): PlotData {
  const xs = columns[chart.x.column] ?? [];
  const rows = rowsInOrder(xs, chart.x.isLog);
  const pick = (column: Column | undefined, isLog: boolean): (number | null)[] =>
    rows.map((row) => {
      const value = column?.[row] ?? null;
      return isLog && value !== null && value <= 0 ? null : value;
    });
  const lines = plotLines(chart).map((line) => {
    const series = chart.series[line.series];
    return pick(columns[columnOf(chart, line)], chart.ys[series?.axis ?? 0]?.isLog === true);
  });
  return [rows.map((row) => xs[row] ?? 0), ...lines];
}

/** Of the frame. */
function columnOf(chart: Chart, { series, edge }: PlotLine): number {
  const { column = -1, band = null } = chart.series[series] ?? {};
  return edge === null ? column : (band?.[edge] ?? -1);
}

function rowsInOrder(xs: Column, isLog: boolean): number[] {
  const placed = [...xs.keys()].filter((row) => {
    const x = xs[row] ?? null;
    return x !== null && !(isLog && x <= 0);
  });
  const at = (row: number | undefined): number => (row === undefined ? -Infinity : (xs[row] ?? 0));
  const isOrdered = placed.every((row, index) => at(placed[index - 1]) <= at(row));
  return isOrdered ? placed : placed.toSorted((left, right) => at(left) - at(right));
}

/** Points that no line would show: those with a gap at either side. */
export function lonelyPoints(values: ArrayLike<number | null | undefined>): number[] {
  const found: number[] = [];
  const isGap = (index: number): boolean => (values[index] ?? null) === null;
  for (let index = 0; index < values.length; index++) {
    if (!isGap(index) && isGap(index - 1) && isGap(index + 1)) found.push(index);
  }
  return found;
}
