import type uPlot from 'uplot';
import type { Chart } from '../../report/html/page.ts';
import { seriesColours } from './paint.ts';
import type { Reading, Readings } from './readings.ts';

const gapPx = 12;

/** A small box beside the cursor. It is in the way of nothing, and moves nothing. */
export class PlotTip {
  readonly #box = piece('tip', '');

  constructor() {
    this.#box.ariaHidden = 'true';
    this.#box.hidden = true;
  }

  show(plot: uPlot, chart: Chart, { x, values }: Readings): void {
    if (this.#box.parentElement !== plot.over) plot.over.append(this.#box);
    this.#box.hidden = false;
    this.#box.replaceChildren(piece('tip-x', x), ...values.map((reading) => rowOf(chart, reading)));
    const [left, width] = [plot.cursor.left ?? 0, plot.over.clientWidth];
    const isRight = left > width / 2;
    this.#box.style.left = isRight ? 'auto' : `${left + gapPx}px`;
    this.#box.style.right = isRight ? `${width - left + gapPx}px` : 'auto';
  }

  hide(): void {
    this.#box.hidden = true;
  }
}

function rowOf(chart: Chart, { label, text, series }: Reading): HTMLElement {
  const row = piece('tip-row', '');
  const colour = (chart.series[series]?.colour ?? 0) % seriesColours;
  row.append(piece(`swatch colour-${colour}`, ''), piece('tip-label', label), piece('tip-value', text));
  return row;
}

function piece(className: string, text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}
