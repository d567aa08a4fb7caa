import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { seededRandom } from '../../src/base/random.ts';
import { quantileIntervals, type QuantileInterval } from '../../src/inference/quantile-intervals.ts';
import type { HistogramCounts } from '../../src/stats/histogram.ts';
import { latencyUs, simulatedWindows, type Simulation, windowOf } from './simulated-windows.ts';

type Dependence = Pick<Simulation, 'betweenRequests' | 'betweenWindows' | 'shareOfWindows'>;

const independent: Dependence = { betweenRequests: 0, betweenWindows: 0, shareOfWindows: 0 };
/** Where a standard normal distribution has its p99. */
const normalP99 = 2.326347874041;

describe('the interval of p99 holds the true one in 90 to 98 % of 400 simulations', () => {
  it.each<[string, Dependence]>([
    ['each request has 0.9 of the one before', { ...independent, betweenRequests: 0.9 }],
    ['each second has 0.8 of the one before', { ...independent, betweenWindows: 0.8, shareOfWindows: 0.1 }],
    ['both', { betweenRequests: 0.7, betweenWindows: 0.7, shareOfWindows: 0.1 }],
  ])('%s', (_name, dependence) => {
    const truth = latencyUs(normalP99);
    const intervals = simulate(400, dependence, 0.99);
    expect(intervals.length).toBeGreaterThan(380);
    expect(shareOf(intervals, (interval) => holds(interval, truth))).toBeGreaterThanOrEqual(0.9);
    expect(shareOf(intervals, (interval) => holds(interval, truth))).toBeLessThanOrEqual(0.98);
    // An interval without an end above can't fail there, so those with one are asked alone too.
    const closed = intervals.filter(({ highUs }) => highUs !== null);
    expect(closed.length).toBeGreaterThan(200);
    expect(shareOf(closed, (interval) => holds(interval, truth))).toBeGreaterThanOrEqual(0.88);
    // On either side alike: a heavy tail is not missed above.
    expect(shareOf(intervals, ({ lowUs }) => lowUs > truth)).toBeLessThan(0.06);
    expect(shareOf(intervals, ({ highUs }) => highUs !== null && highUs < truth)).toBeLessThan(0.06);
  });
});

describe('the method', () => {
  it('is that of order statistics for most runs whose requests are independent', () => {
    const intervals = simulate(100, independent, 0.99);
    expect(shareOf(intervals, ({ method }) => method === 'order-statistic')).toBeGreaterThan(0.5);
    expect(shareOf(intervals, (interval) => holds(interval, latencyUs(normalP99)))).toBeGreaterThan(0.9);
  });

  it.each<[string, Dependence]>([
    ['requests depend', { ...independent, betweenRequests: 0.8 }],
    ['seconds depend', { ...independent, betweenWindows: 0.7, shareOfWindows: 0.1 }],
    ['seconds differ, though each is independent of the next', { ...independent, shareOfWindows: 0.1 }],
  ])('is the bootstrap where %s', (_name, dependence) => {
    const intervals = simulate(60, dependence, 0.99);
    expect(shareOf(intervals, ({ method }) => method === 'bootstrap')).toBeGreaterThan(0.9);
  });

  it('gives what order statistics give, for independent samples', () => {
    // 1,000 different values dealt out to 20 windows in turn; p90 lies between the 881st and the 919th.
    const windows = Array.from({ length: 20 }, (_, window) =>
      windowOf(Array.from({ length: 50 }, (_each, index) => 1 + index * 20 + ((window * 7) % 20))),
    );
    expect(quantileIntervals(windows, [0.9], 1)?.intervals).toEqual([
      { lowUs: 881, highUs: 919, method: 'order-statistic' },
    ]);
  });
});

describe('what is not known is not told', () => {
  const seconds = (count: number): HistogramCounts[] =>
    simulatedWindows({ seed: 5, windows: count, samplesEach: 100, ...independent });

  it('nothing of less than ten windows with samples', () => {
    expect(quantileIntervals(seconds(9), [0.5], 1)).toBeNull();
    expect(quantileIntervals([...seconds(9), windowOf([]), windowOf([])], [0.5], 1)).toBeNull();
    expect(quantileIntervals(seconds(10), [0.5], 1)?.intervals[0]).toEqual(expect.anything());
  });

  it('no end above where the largest sample may lie below the percentile', () => {
    const windows = simulatedWindows({
      ...independent,
      seed: 2,
      windows: 30,
      samplesEach: 20,
      betweenRequests: 0.95,
    });
    const [low, high] = quantileIntervals(windows, [0.5, 0.999], 1)?.intervals ?? [];
    expect(low?.highUs).toEqual(expect.any(Number));
    expect(high?.lowUs).toEqual(expect.any(Number));
    expect(high?.highUs).toBeNull();
  });

  it('no interval at all where every second is another world', () => {
    const windows = Array.from({ length: 12 }, (_, index) =>
      windowOf(Array<number>(100).fill(1000 * (index + 1))),
    );
    expect(quantileIntervals(windows, [0.5], 1)?.intervals).toEqual([null]);
  });
});

it('a latency that never varies has an interval without width', () => {
  const windows = Array.from({ length: 20 }, () => windowOf(Array<number>(100).fill(100_000)));
  const { intervals = [], autocorrelation } = quantileIntervals(windows, [0.5, 0.99], 1) ?? {};
  expect(autocorrelation).toBe(0);
  for (const interval of intervals) expect(interval).toMatchObject({ lowUs: 100_000, highUs: 100_000 });
});

it('the same seed gives the same intervals, another one nearly the same', () => {
  const windows = simulatedWindows({
    ...independent,
    seed: 8,
    windows: 60,
    samplesEach: 100,
    betweenRequests: 0.9,
  });
  const once = quantileIntervals(windows, [0.5, 0.99], 1);
  const [, other] = quantileIntervals(windows, [0.5, 0.99], 2)?.intervals ?? [];
  const [, first] = present(once ?? undefined).intervals;
  expect(quantileIntervals(windows, [0.5, 0.99], 1)).toEqual(once);
  expect((other?.highUs ?? 0) / (first?.highUs ?? 0)).toBeCloseTo(1, 1);
});

it('holds the percentile that it is of, within the samples, and grows with the quantile', () => {
  const window = fc.array(fc.integer({ min: 1, max: 5_000_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(window, { minLength: 10, maxLength: 30 }), (windows) => {
      const samples = windows.flat().toSorted((a, b) => a - b);
      const quantiles = [0.5, 0.9, 0.99];
      const { intervals = [] } = quantileIntervals(windows.map(windowOf), quantiles, 3) ?? {};
      for (const [index, interval] of intervals.entries()) {
        if (interval === null) continue;
        const us = samples[Math.ceil((quantiles[index] ?? 0) * samples.length) - 1] ?? 0;
        expect(interval.lowUs).toBeLessThanOrEqual(us);
        expect(interval.lowUs).toBeGreaterThanOrEqual(samples[0] ?? 0);
        expect(interval.highUs ?? Infinity).toBeGreaterThanOrEqual(us);
        expect(interval.highUs ?? 0).toBeLessThanOrEqual(samples.at(-1) ?? 0);
      }
    }),
  );
});

function holds({ lowUs, highUs }: QuantileInterval, us: number): boolean {
  return lowUs <= us && (highUs === null || us <= highUs);
}

function shareOf<T>(values: readonly T[], isSo: (value: T) => boolean): number {
  return values.filter(isSo).length / values.length;
}

/** Of 30 to 90 seconds with 80 to 160 requests each; what has no interval is left out. */
function simulate(count: number, dependence: Dependence, quantile: number): QuantileInterval[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, (_, seed) => {
    const windows = Math.floor(30 + 61 * random());
    const samplesEach = Math.floor(80 + 81 * random());
    const counts = simulatedWindows({ seed, windows, samplesEach, ...dependence });
    return quantileIntervals(counts, [quantile], seed)?.intervals[0] ?? [];
  }).flat();
}
