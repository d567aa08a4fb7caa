import uPlot from 'uplot';
import type { Chart, ChartSeries } from '../../report/html/page.ts';
import { currentPaint, seriesColours } from './paint.ts';
import { scaleName } from './plot-axes.ts';
import { lonelyPoints, plotLines, type PlotLine } from './plot-data.ts';

/** Few enough to be seen one by one. */
const maxDots = 40;

/** Of each line, after the one for x. */
export function plotSeries(chart: Chart): uPlot.Series[] {
  return [{}, ...plotLines(chart).map((line) => seriesOf(chart, line))];
}

/** What is filled between the edges of a band. */
export function plotBands(chart: Chart): uPlot.Band[] {
  const lines = plotLines(chart);
  return lines.flatMap((line, index): uPlot.Band[] =>
    line.edge === 'high'
      ? [{ series: [index + 1, index + 2], fill: () => translucent(colourOf(chart.series[line.series]), 16) }]
      : [],
  );
}

/** As the style sheet has it. Series beyond its colours are dashed. */
export function colourOf(series: ChartSeries | undefined): string {
  return currentPaint().series[(series?.colour ?? 0) % seriesColours] ?? 'gray';
}

export function isDashed({ style, colour }: ChartSeries): boolean {
  return style === 'dashed' || (style !== 'points' && colour >= seriesColours);
}

function seriesOf(chart: Chart, line: PlotLine): uPlot.Series {
  const series = chart.series[line.series];
  if (series === undefined) return {};
  const common = { label: series.label, scale: scaleName(series.axis) };
  const stroke = (): string => colourOf(series);
  if (line.edge !== null) {
    return { ...common, width: 0, points: { show: false }, stroke: () => 'transparent' };
  }
  if (series.style === 'points') return { ...common, stroke, paths: () => null, points: dots(stroke) };
  return {
    ...common,
    stroke,
    width: 1.75,
    points: series.style === 'dashed' ? { show: false } : lonelyDots(stroke),
    ...(isDashed(series) ? { dash: [6, 4] } : {}),
    ...(series.style === 'area' ? { fill: () => translucent(stroke(), 14) } : {}),
    ...stepped(series),
  };
}

function stepped({ style }: ChartSeries): Partial<uPlot.Series> {
  const paths = style === 'steps' ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return paths === undefined ? {} : { paths };
}

function dots(stroke: () => string): uPlot.Series.Points {
  return { show: true, size: 7, width: 1.5, stroke, fill: stroke };
}

function lonelyDots(stroke: () => string): uPlot.Series.Points {
  return {
    size: 5,
    width: 1,
    stroke,
    fill: stroke,
    show: (_plot, _series, first, last) => last - first < maxDots,
    filter: (plot, series, isShown) => (isShown ? null : lonelyPoints(plot.data[series] ?? [])),
  };
}

function translucent(colour: string, percent: number): string {
  return `color-mix(in srgb, ${colour} ${percent}%, transparent)`;
}
