import uPlot from 'uplot';
import type { Span } from '../../report/html/page.ts';
import { currentPaint } from './paint.ts';

const labelPx = 11;
const paddingPx = 4;

/** Marks stretches of x: tinted below what is drawn, or dimmed above it, with their names at the top. */
export function spansPlugin(spans: () => readonly Span[]): uPlot.Plugin {
  return {
    hooks: {
      drawClear: (plot) => {
        for (const [index, span] of marked(spans()).entries()) drawTint(plot, span, index);
      },
      draw: (plot) => {
        for (const span of spans()) if (span.isDimmed) drawDim(plot, span);
        for (const span of spans()) drawLabel(plot, span);
      },
    },
  };
}

function marked(spans: readonly Span[]): readonly Span[] {
  return spans.filter(({ isDimmed }) => !isDimmed);
}

function drawTint(plot: uPlot, span: Span, index: number): void {
  const { ctx, bbox } = plot;
  const [left, width] = stretch(plot, span);
  ctx.save();
  ctx.fillStyle = currentPaint().span;
  if (index % 2 === 0) ctx.fillRect(left, bbox.top, width, bbox.height);
  ctx.restore();
}

function drawDim(plot: uPlot, span: Span): void {
  const { ctx, bbox } = plot;
  const [left, width] = stretch(plot, span);
  ctx.save();
  ctx.globalAlpha = 0.62;
  ctx.fillStyle = currentPaint().surface;
  ctx.fillRect(left, bbox.top, width, bbox.height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = currentPaint().axis;
  ctx.setLineDash([3 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(left + width, bbox.top);
  ctx.lineTo(left + width, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

function drawLabel(plot: uPlot, span: Span): void {
  const { ctx, bbox } = plot;
  const [left, width] = stretch(plot, span);
  const padding = paddingPx * uPlot.pxRatio;
  ctx.save();
  ctx.font = `${labelPx * uPlot.pxRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'left';
  ctx.fillStyle = currentPaint().text;
  const text = shortened(ctx, span.label, width - 2 * padding);
  if (text !== '') ctx.fillText(text, left + padding, bbox.top + padding);
  ctx.restore();
}

/** In pixels of the canvas, as far as it is in sight. */
function stretch(plot: uPlot, { from, to }: Span): [left: number, width: number] {
  const { left, width } = plot.bbox;
  const clamp = (x: number): number => Math.min(Math.max(plot.valToPos(x, 'x', true), left), left + width);
  const [start, end] = [clamp(from), clamp(to)];
  return [start, end - start];
}

/** As much of it as there is room for. */
function shortened(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  for (let length = Math.min(text.length, 60) - 1; length > 1; length--) {
    const short = `${text.slice(0, length).trimEnd()}…`;
    if (ctx.measureText(short).width <= room) return short;
  }
  return '';
}
