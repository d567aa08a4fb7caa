import type uPlot from 'uplot';
import type { Chart } from '../../report/html/page.ts';
import { valueText } from './axis-text.ts';
import { plotLines, type PlotLine } from './plot-data.ts';

/** What a chart says at one place. */
export type Readings = { readonly x: string; readonly values: readonly Reading[] };

export type Reading = {
  readonly label: string;
  readonly text: string;
  /** Of the chart's series. */
  readonly series: number;
};

/** Of the lines that are shown, at a row of the plot's data. */
export function readingsAt(chart: Chart, data: uPlot.AlignedData, row: number, isShown: IsShown): Readings {
  const x = data[0][row];
  const lines = plotLines(chart);
  const valueOf = (series: number, edge: PlotLine['edge']): number | null =>
    data[lines.findIndex((line) => line.series === series && line.edge === edge) + 1]?.[row] ?? null;
  const values = chart.series.flatMap(({ label, axis, band }, series): Reading[] => {
    const unit = chart.ys[axis]?.unit ?? 'count';
    const value = valueOf(series, null);
    if (value === null || !isShown(label)) return [];
    const [low, high] = band === null ? [null, null] : [valueOf(series, 'low'), valueOf(series, 'high')];
    const around =
      low === null || high === null ? '' : ` (${valueText(unit, low)} to ${valueText(unit, high)})`;
    return [{ label, series, text: `${valueText(unit, value)}${around}` }];
  });
  return { x: x === undefined ? '' : valueText(chart.x.unit, x), values };
}

export type IsShown = (label: string) => boolean;

/** As it is said aloud: `0:34: p50 1.2 ms, p99 5.1 ms`. */
export function readingsSentence({ x, values }: Readings): string {
  return `${x}: ${values.map(({ label, text }) => `${label} ${text}`).join(', ')}`;
}
