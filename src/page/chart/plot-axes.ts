import type uPlot from 'uplot';
import type { Axis, Chart } from '../../report/html/page.ts';
import { tickText } from './axis-text.ts';
import { currentPaint } from './paint.ts';
import { linearRange, logRange, logTicks, percentileTicks, tickSteps } from './ticks.ts';

const font = '12px system-ui, sans-serif';
// As uPlot numbers them.
const [right, bottom, left] = [1, 2, 3] as const;

/** Wide enough for `999 ms`: charts above each other begin at one place. */
const sidePx = 58;
const bottomPx = 26;
/** What a label takes at least along an axis: below, and at a side. */
const [labelPx, linePx] = [52, 24];

export function plotScales({ x, ys, series }: Chart): uPlot.Scales {
  const hasPoints = series.some(({ style }) => style === 'points');
  const xRange = x.isLog ? logEnds : linearEnds;
  return {
    x: {
      time: false,
      distr: x.isLog ? 3 : 1,
      range: (_plot, min, max) => xRange(min, max, hasPoints ? 0.04 : 0),
    },
    ...Object.fromEntries(
      ys.map(({ isLog }, index) => [
        scaleName(index),
        {
          distr: isLog ? 3 : 1,
          range: (_plot: uPlot, min: number | null, max: number | null): uPlot.Range.MinMax => {
            if (min === null || max === null) return isLog ? [1, 10] : [0, 1];
            return isLog ? logRange(min, max) : linearRange(min, max);
          },
        } satisfies uPlot.Scale,
      ]),
    ),
  };
}

export function plotAxes({ x, ys }: Chart): uPlot.Axis[] {
  return [
    { ...axisOf(x, 'x', bottom), size: bottomPx, space: labelPx + 12 },
    ...ys.map((y, index) => ({
      ...axisOf(y, scaleName(index), index === 0 ? left : right),
      size: sidePx,
      space: linePx + 8,
      ...(index === 0 ? {} : { grid: { show: false } }),
    })),
  ];
}

export function scaleName(axis: number): string {
  return `y${axis}`;
}

function axisOf(axis: Axis, scale: string, side: uPlot.Axis.Side): uPlot.Axis {
  const line = { stroke: () => currentPaint().grid, width: 1 };
  return {
    scale,
    side,
    font,
    stroke: () => currentPaint().text,
    grid: line,
    ticks: { show: false },
    border: { show: scale === 'x', stroke: () => currentPaint().axis, width: 1 },
    gap: 6,
    values: (_plot, splits) => splits.map((split) => tickText(axis.unit, split, splits.at(-1) ?? split)),
    ...ticksOf(axis, scale === 'x'),
  };
}

function ticksOf({ unit, isLog }: Axis, isBelow: boolean): Partial<uPlot.Axis> {
  if (!isLog) return { incrs: [...tickSteps(unit)] };
  const ticks = unit === 'percentile' ? percentileTicks : logTicks;
  return {
    splits: (plot, _axis, min, max) => {
      const gap = isBelow ? labelPx / (plot.width - 2 * sidePx) : linePx / (plot.height - bottomPx);
      return ticks(min, max, gap * Math.log10(max / min));
    },
    filter: (_plot, splits) => splits,
  };
}

function linearEnds(min: number, max: number, pad: number): [number, number] {
  if (!(min < max)) return [min - 0.5, min + 0.5];
  return [min - (max - min) * pad, max + (max - min) * pad];
}

function logEnds(min: number, max: number, pad: number): [number, number] {
  if (!(min < max)) return [min / 2, min * 2];
  const factor = (max / min) ** pad;
  return [min / factor, max * factor];
}
