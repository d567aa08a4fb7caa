import type { Axis, Chart, ChartSeries, Column, Frame } from './page.ts';

/** A chart with its numbers, which the page keeps by the chart's name. */
export type Plot = { readonly kind: 'plot'; readonly chart: Chart; readonly frame: Frame };

/** A series with the numbers that it draws, a value for each of x; its axis is the first unless it says so. */
export type PlottedSeries = Omit<ChartSeries, 'column' | 'axis' | 'band'> & {
  readonly values: Column;
  readonly axis?: 0 | 1;
  readonly band?: { readonly low: Column; readonly high: Column } | null;
};

export type PlotSpec = Pick<Chart, 'id' | 'title' | 'description' | 'ys'> & {
  readonly x: Axis & { readonly values: Column };
  readonly series: readonly PlottedSeries[];
  readonly spans?: Chart['spans'];
  readonly sync?: string | null;
};

/** Fewer say nothing that a table doesn't say better. */
const fewestPlaces = 2;

/** More can't be seen, and take room. */
const digits = 5;

/** Nothing where there is too little to draw: series without a number are left out. */
export function plot(spec: PlotSpec): Plot[] {
  const { x, series, spans = [], sync = null, ...rest } = spec;
  const told = series.filter(({ values }) => values.some((value) => value !== null));
  if (x.values.length < fewestPlaces || told.length === 0) return [];
  const columns: Column[] = [x.values];
  const add = (values: Column): number => columns.push(values.map(rounded)) - 1;
  const drawn = told.map(({ values, axis = 0, band = null, ...one }): ChartSeries => {
    const column = add(values);
    const edges = band === null ? null : { low: add(band.low), high: add(band.high) };
    return { ...one, column, axis, band: edges };
  });
  const { values: _places, ...xAxis } = x;
  const chart: Chart = {
    kind: 'chart',
    ...rest,
    frame: spec.id,
    x: { ...xAxis, column: 0 },
    series: drawn,
    spans,
    sync,
  };
  return [{ kind: 'plot', chart, frame: { columns } }];
}

/** Most are counts or whole microseconds, and are short as they are. */
function rounded(value: number | null): number | null {
  return value === null || Number.isInteger(value) ? value : Number(value.toPrecision(digits));
}
