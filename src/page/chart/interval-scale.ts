import type { Intervals } from '../../report/html/page.ts';
import { tickSteps } from './ticks.ts';

/** Where values lie on the axis of intervals, in percent of its width. */
export type IntervalScale = {
  readonly place: (value: number) => number;
  readonly ticks: readonly number[];
};

const maxTicks = 6;

/** Reaches a little beyond all ends, estimates and marks. */
export function intervalScale({ rows, marks, unit }: Intervals): IntervalScale {
  const ends = rows.flatMap(({ estimate, low, high }) => [estimate, low, high]);
  const values = [...ends, ...marks.map(({ at }) => at)].filter((value) => value !== null);
  if (values.length === 0) return { place: () => 50, ticks: [] };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const margin = most > least ? (most - least) * 0.08 : Math.max(Math.abs(most) * 0.08, 0.08);
  const [min, max] = [least - margin, most + margin];
  return {
    place: (value) => ((value - min) / (max - min)) * 100,
    ticks: ticksWithin(min, max, tickSteps(unit)),
  };
}

function ticksWithin(min: number, max: number, steps: readonly number[]): number[] {
  const step = steps.find((each) => (max - min) / each <= maxTicks) ?? max - min;
  const first = Math.ceil(min / step);
  const count = Math.max(Math.floor(max / step) - first + 1, 0);
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
