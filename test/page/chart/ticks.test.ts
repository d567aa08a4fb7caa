import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linearRange,
  logRange,
  logTicks,
  percentileTicks,
  tickSteps,
} from '../../../src/page/chart/ticks.ts';
import type { AxisUnit } from '../../../src/report/html/page.ts';

const units: readonly AxisUnit[] = ['count', 'per-s', 'us', 'elapsed', 'date', 'share', 'factor', 'bytes'];

it.each(units)('steps of %s ascend', (unit) => {
  const steps = tickSteps(unit);
  expect(steps.length).toBeGreaterThan(10);
  expect(steps).toEqual([...new Set(steps)].toSorted((left, right) => left - right));
});

it('steps of a count are whole, of elapsed time parts of minutes and hours', () => {
  expect(tickSteps('count').every(Number.isInteger)).toBe(true);
  expect(tickSteps('elapsed').filter((step) => step > 1 && step <= 3600)).toEqual([
    2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600,
  ]);
});

describe('ticks of a log axis', () => {
  it.each([
    [1, 100, 0.1, [1, 2, 5, 10, 20, 50, 100]],
    [1, 100, 0.4, [1, 3, 10, 30, 100]],
    [1, 100, 0.6, [1, 10, 100]],
    [1, 10_000, 1.5, [1, 100, 10_000]],
    [500, 20_000, 0.1, [500, 1000, 2000, 5000, 10_000, 20_000]],
    [0.001, 0.01, 0.1, [0.001, 0.002, 0.005, 0.01]],
  ])('from %d to %d, %d decades apart', (min, max, gap, ticks) => {
    expect(logTicks(min, max, gap)).toEqual(ticks);
  });
});

describe('ticks of a percentile axis', () => {
  it.each([
    [1, 1000, 0.1, [1, 2, 4, 10, 20, 100, 200, 1000]],
    [1, 1000, 0.4, [2, 10, 100, 1000]],
    [2, 100_000, 0.65, [2, 10, 100, 1000, 10_000, 100_000]],
    [1, 5, 0.1, [1, 2, 4]],
  ])('from %d to %d, %d decades apart', (min, max, gap, ticks) => {
    expect(percentileTicks(min, max, gap)).toEqual(ticks);
  });

  it('are never closer than asked for', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 3, max: 1e7, noNaN: true }),
        fc.double({ min: 0.05, max: 3, noNaN: true }),
        (max, gap) => {
          const decades = percentileTicks(1, max, gap).map(Math.log10);
          const gaps = decades.slice(1).map((tick, index) => tick - (decades[index] ?? 0));
          return gaps.every((each) => each >= gap - 1e-9);
        },
      ),
    );
  });
});

describe('a log axis', () => {
  it.each([
    [550, 17_000, [500, 20_000]],
    [1, 10, [1, 10]],
    [3, 3, [2, 5]],
    [5, 5, [5, 10]],
  ])('of %d to %d', (min, max, range) => {
    expect(logRange(min, max)).toEqual(range);
  });

  it('reaches around its values, and is never empty', () => {
    const value = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        const [low, high] = logRange(min, max);
        return low <= min && high >= max && high > low;
      }),
    );
  });
});

it('a linear axis begins at zero or below', () => {
  expect(linearRange(40, 100)).toEqual([0, 106]);
  expect(linearRange(0, 0)).toEqual([0, 1]);
  expect(linearRange(-10, 10)).toEqual([-10.5, 10 + 20.5 * 0.06]);
});
