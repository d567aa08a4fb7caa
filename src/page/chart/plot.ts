import uPlot from 'uplot';
import type { Chart, Frame } from '../../report/html/page.ts';
import { plotAxes, plotScales } from './plot-axes.ts';
import { plotData, plotLines, type PlotData } from './plot-data.ts';
import { plotBands, plotSeries } from './plot-series.ts';
import { spansPlugin } from './plot-spans.ts';
import { PlotTip } from './plot-tip.ts';
import { readingsAt, type Readings } from './readings.ts';
import { onThemeChange } from '../theme.ts';

export type PlotListener = {
  /** What is under the cursor; null where it isn't. */
  onReadings(readings: Readings | null): void;
  onZoom(isZoomed: boolean): void;
};

/** The canvas of a chart: made anew only when its axes or series are others. */
export class Plot {
  readonly #host: HTMLElement;
  readonly #listener: PlotListener;
  readonly #tip = new PlotTip();
  readonly #hidden = new Set<string>();
  readonly #endTheme: () => void;
  #chart: Chart;
  #data: PlotData;
  #plot: uPlot;
  #isZoomed = false;

  constructor(host: HTMLElement, chart: Chart, frame: Frame, listener: PlotListener) {
    this.#host = host;
    this.#chart = chart;
    this.#data = plotData(chart, frame);
    this.#listener = listener;
    this.#plot = this.#make();
    this.#endTheme = onThemeChange(() => this.#plot.redraw(false, true));
  }

  update(chart: Chart, frame: Frame): void {
    const isOther = structureOf(chart) !== structureOf(this.#chart);
    this.#chart = chart;
    this.#data = plotData(chart, frame);
    if (isOther) {
      this.#plot.destroy();
      this.#plot = this.#make();
      return;
    }
    const ends = this.#isZoomed ? endsOf(this.#plot) : null;
    if (ends === null) {
      this.#plot.setData(this.#data);
      return;
    }
    this.#plot.batch(() => {
      this.#plot.setData(this.#data, false);
      this.#plot.setScale('x', ends);
    });
  }

  /** To the size of what it is in. */
  fit(): void {
    const { width, height } = sizeOf(this.#host);
    if (width > 0 && (width !== this.#plot.width || height !== this.#plot.height)) {
      this.#plot.setSize({ width, height });
    }
  }

  toggle(series: number, isShown: boolean): void {
    const label = this.#chart.series[series]?.label ?? '';
    if (isShown) this.#hidden.delete(label);
    else this.#hidden.add(label);
    this.#plot.batch(() => this.#showSeries());
  }

  /** Dims all others; null dims none. */
  highlight(series: number | null): void {
    const index = plotLines(this.#chart).findIndex((line) => line.edge === null && line.series === series);
    this.#plot.setSeries(series === null ? null : index + 1, { focus: series !== null });
  }

  /** Moves the cursor by so many points; from the first or the last one where there was none. */
  step(by: number): void {
    const last = this.#data[0].length - 1;
    if (last < 0) return;
    const from = this.#plot.cursor.idx ?? (by > 0 ? -1 : last + 1);
    const row = Math.min(Math.max(from + by, 0), last);
    this.#pointAt(this.#plot.valToPos(this.#data[0][row] ?? 0, 'x'), 8);
  }

  leave(): void {
    this.#pointAt(-10, -10);
  }

  zoomOut(): void {
    const { sync } = this.#chart;
    for (const plot of sync === null ? [this.#plot] : uPlot.sync(sync).plots) plot.setData(plot.data);
  }

  destroy(): void {
    this.#endTheme();
    this.#plot.destroy();
  }

  /** In all charts that show the same place. */
  #pointAt(left: number, top: number): void {
    const { sync } = this.#chart;
    this.#plot.setCursor({ left, top });
    if (sync === null) return;
    const { width, height } = this.#plot.over.getBoundingClientRect();
    uPlot.sync(sync).pub('mousemove', this.#plot, left, top, width, height, this.#plot.cursor.idx ?? -1);
  }

  #make(): uPlot {
    const plot = new uPlot(this.#options(), this.#data, this.#host);
    this.#plot = plot;
    this.#showSeries();
    return plot;
  }

  #showSeries(): void {
    for (const [index, { series }] of plotLines(this.#chart).entries()) {
      const show = !this.#hidden.has(this.#chart.series[series]?.label ?? '');
      if (this.#plot.series[index + 1]?.show !== show) this.#plot.setSeries(index + 1, { show });
    }
  }

  #options(): uPlot.Options {
    const { sync } = this.#chart;
    return {
      ...sizeOf(this.#host),
      series: plotSeries(this.#chart),
      bands: plotBands(this.#chart),
      scales: plotScales(this.#chart),
      axes: plotAxes(this.#chart),
      padding: [8, this.#chart.ys.length > 1 ? 0 : 28, 0, 0],
      legend: { show: false },
      focus: { alpha: 0.25 },
      cursor: {
        y: false,
        drag: { x: true, y: false },
        points: { size: 7, width: 2 },
        ...(sync === null ? {} : { sync: { key: sync, scales: ['x', null] as [string, null] } }),
      },
      plugins: [spansPlugin(() => this.#chart.spans)],
      hooks: {
        setCursor: [(plot) => this.#onCursor(plot)],
        setScale: [(plot, scale) => this.#onScale(plot, scale)],
      },
    };
  }

  #onCursor(plot: uPlot): void {
    const { left = -1, idx = null } = plot.cursor;
    const readings = left < 0 || idx === null ? null : this.#readingsAt(idx);
    if (readings === null) this.#tip.hide();
    else this.#tip.show(plot, this.#chart, readings);
    this.#listener.onReadings(readings);
  }

  #readingsAt(row: number): Readings {
    return readingsAt(this.#chart, this.#data, row, (label) => !this.#hidden.has(label));
  }

  #onScale(plot: uPlot, scale: string): void {
    if (scale !== 'x') return;
    const [ends, xs] = [endsOf(plot), this.#data[0]];
    const isZoomed = ends !== null && (ends.min > (xs[0] ?? 0) || ends.max < (xs.at(-1) ?? 0));
    if (isZoomed !== this.#isZoomed) this.#listener.onZoom(isZoomed);
    this.#isZoomed = isZoomed;
  }
}

/** What a canvas is made for. */
function structureOf({ x, ys, series, sync }: Chart): string {
  return JSON.stringify([x, ys, series, sync]);
}

function endsOf(plot: uPlot): { min: number; max: number } | null {
  const { min = null, max = null } = plot.scales['x'] ?? {};
  return min === null || max === null ? null : { min, max };
}

function sizeOf(host: HTMLElement): { width: number; height: number } {
  return { width: host.clientWidth, height: host.clientHeight };
}
