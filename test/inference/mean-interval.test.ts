import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { meanInterval } from '../../src/inference/mean-interval.ts';
import { firstOrderSeries } from './simulated-windows.ts';

const trials = 200;

describe('the interval of a mean', () => {
  // A mean of 10 in windows of 50 samples each, which vary by 1 together.
  it.each([
    [30, 0, 96],
    [30, 0.7, 91],
    [120, 0.7, 90],
  ])(
    'of %i windows, each with %f of the last one, holds it in %d %% at least',
    (count, correlation, least) => {
      let held = 0;
      for (let trial = 0; trial < trials; trial++) {
        const series = firstOrderSeries(seededRandom(trial + 1), count, correlation);
        const windows = series.map((away) => ({ sum: 50 * (10 + away), count: 50 }));
        const { low, high } = meanInterval(windows, trial) ?? { low: NaN, high: NaN };
        if (low <= 10 && high >= 10) held++;
      }
      expect((100 * held) / trials).toBeGreaterThanOrEqual(least);
    },
  );

  it('weighs windows by their samples', () => {
    const windows = Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0 ? { sum: 900, count: 90 } : { sum: 20, count: 10 },
    );
    const { low, high } = meanInterval(windows, 1) ?? { low: NaN, high: NaN };
    expect((low + high) / 2).toBeCloseTo(9.2, 9);
  });

  it('is a point where nothing varies, the same for the same seed, and nothing with too few windows', () => {
    const still = Array.from({ length: 12 }, () => ({ sum: 50, count: 10 }));
    expect(meanInterval(still, 1)).toEqual({ low: 5, high: 5 });
    const some = still.map(({ count }, index) => ({ sum: 50 + (index % 3), count }));
    expect(meanInterval(some, 7)).toEqual(meanInterval(some, 7));
    expect(meanInterval(still.slice(3), 1)).toBeNull();
    expect(meanInterval([...still.slice(3), { sum: 0, count: 0 }], 1)).toBeNull();
  });
});
