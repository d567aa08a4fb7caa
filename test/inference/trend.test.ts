import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { trendOf } from '../../src/inference/trend.ts';
import { firstOrderSeries } from './simulated-windows.ts';

const seconds = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('a trend', () => {
  it('is not looked for in fewer than ten values', () => {
    expect(trendOf(seconds(9), seconds(9))).toBeNull();
    expect(trendOf(seconds(10), seconds(10))).toMatchObject({ slope: 1, median: 4.5 });
  });

  it('goes by the times, not by the places', () => {
    const times = seconds(20).map((second) => second * 3 + (second > 8 ? 100 : 0));
    expect(
      trendOf(
        times,
        times.map((time) => 50 - 2 * time),
      )?.slope,
    ).toBeCloseTo(-2, 12);
  });

  it('is not moved by outliers', () => {
    const values = seconds(40).map((second) => (second % 8 === 3 ? 1e6 : 100 + second));
    expect(trendOf(seconds(40), values)?.slope).toBeCloseTo(1, 1);
  });

  it.each<[string, (second: number) => number]>([
    ['straight', (second) => 1000 + 10 * second],
    ['bent', (second) => 1000 + second ** 2],
    ['flattening', (second) => 1000 + 3000 * Math.exp(-second / 8)],
    ['flat at first', (second) => 1000 + 100 * Math.max(0, second - 10)],
  ])('is seen however it goes: %s', (_name, value) => {
    const wobbling = seconds(30).map((second) => value(second) + 30 * Math.sin(13 * second ** 2));
    expect(trendOf(seconds(30), wobbling)?.pValue).toBeLessThan(0.001);
  });

  it('is none in values all alike', () => {
    expect(trendOf(seconds(30), Array<number>(30).fill(7))).toEqual({ slope: 0, median: 7, pValue: 1 });
  });

  it.each([0, 0.3, 0.5, 0.7])(
    'is rarely seen where there is none, with autocorrelation %f',
    (correlation) => {
      const random = seededRandom(17);
      const runs = 300;
      let alarms = 0;
      for (let run = 0; run < runs; run++) {
        const trend = trendOf(seconds(60), firstOrderSeries(random, 60, correlation));
        if ((trend?.pValue ?? 1) < 0.01) alarms++;
      }
      // By the correction of Hamed and Rao alone it were an eighth of them at 0.7.
      expect(alarms / runs).toBeLessThan(0.04);
    },
  );

  it('is seen through as much noise as there is change, and through autocorrelation', () => {
    const random = seededRandom(5);
    const values = firstOrderSeries(random, 120, 0.5).map(
      (noise, second) => 100 + noise + (6 * second) / 120,
    );
    const { slope = 0, pValue = 1 } = trendOf(seconds(120), values) ?? {};
    expect(pValue).toBeLessThan(0.01);
    expect(slope * 120).toBeGreaterThan(4);
    expect(slope * 120).toBeLessThan(8);
  });
});
