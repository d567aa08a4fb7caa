import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Seconds, spread, withSecond } from '../../../src/live/terminal/seconds.ts';
import { tickAt } from '../../support/live-tick.ts';

describe('the seconds of a view', () => {
  it('keep what is drawn of each tick', () => {
    expect(withSecond([], tickAt(1), false)).toEqual([
      {
        isWarmup: false,
        answeredPerS: 61_000,
        p50Us: 788,
        p99Us: 1644,
        maxUs: 14_832,
        latencyCounts: tickAt(1).latencyCounts,
      },
    ]);
  });

  it('have the rate of a second that was cut short, and no rate of hardly any time', () => {
    const half = tickAt(1.5, { intervalMs: 500, answeredInInterval: 300 });
    expect(rates(withSecond([], half, false))).toEqual([600]);
    const rest = tickAt(2.05, { intervalMs: 50, answeredInInterval: 1 });
    expect(rates(withSecond(withSecond([], half, false), rest, false))).toEqual([600]);
    expect(rates(withSecond([], { ...rest, intervalMs: 0 }, true))).toEqual([0]);
  });

  it('have a border where one run ends and the next begins', () => {
    const first = withSecond([], tickAt(1), true);
    expect(rates(withSecond(first, tickAt(1), true))).toEqual([61_000, null, 61_000]);
  });

  it('are bounded, the oldest go', () => {
    let seconds: Seconds = [];
    for (let second = 1; second <= 1000; second++) {
      seconds = withSecond(seconds, tickAt(second, { answeredInInterval: second }), false);
    }
    expect(seconds).toHaveLength(500);
    expect(rates(seconds).slice(-2)).toEqual([999, 1000]);
  });
});

describe('seconds over columns', () => {
  const of = (...values: (number | null)[]): Seconds =>
    values.map((value) => {
      const [second = null] = withSecond([], tickAt(1, { answeredInInterval: value ?? 0 }), false);
      return value === null ? null : second;
    });

  it('are as wide as the length of the run allows, so that the newest is where the progress is', () => {
    expect(rates(spread(of(1, 2), 8, 4000))).toEqual([1, 1, 2, 2]);
    expect(rates(spread(of(1, 2, 3), 8, 3000))).toEqual([1, 1, 1, 2, 2, 3, 3, 3]);
  });

  it('are the newest, a column each, of a run that is longer or of unknown length, and of several', () => {
    expect(rates(spread(of(1, 2, 3), 2, 60_000))).toEqual([2, 3]);
    expect(rates(spread(of(1, 2, 3), 8, null))).toEqual([1, 2, 3]);
    expect(rates(spread(of(1, null, 3), 8, 2000))).toEqual([1, null, 3]);
    expect(rates(spread(of(1, 2, 3), 8, 2000))).toEqual([1, 2, 3]);
  });

  it('never take more columns than there are, and always show the newest second', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 100 }),
        (count, columns, lengthS) => {
          const values = Array.from({ length: count }, (_, index) => index);
          const shown = rates(spread(of(...values), columns, lengthS * 1000));
          expect(shown.length).toBeLessThanOrEqual(columns);
          expect(shown.at(-1)).toBe(count - 1);
        },
      ),
    );
  });
});

function rates(seconds: Seconds): (number | null)[] {
  return seconds.map((second) => second?.answeredPerS ?? null);
}
