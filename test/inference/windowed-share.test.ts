import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { type ShareWindow, windowedShareInterval, worthOf } from '../../src/inference/windowed-share.ts';
import { firstOrderSeries } from './simulated-windows.ts';

const trials = 200;
const each = 100;
const share = 0.05;

describe('how many independent tries windows are worth', () => {
  it('is all of them where nothing speaks against it, and where there are too few to tell', () => {
    expect(worthOf(windowsOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 1)).toBe(1200);
    expect(worthOf(windowsOf([4, 5, 6, 5, 4, 6, 5, 5, 4, 6, 5, 5]), 1)).toBe(1200);
    expect(worthOf(windowsOf([100, 0, 100]), 1)).toBe(300);
    expect(worthOf([], 1)).toBe(0);
  });

  it('is few where errors come in waves', () => {
    const waves = [0, 0, 0, 60, 70, 60, 0, 0, 0, 0, 0, 80, 70, 0, 0, 0, 0, 0, 0, 0];
    expect(worthOf(windowsOf(waves), 1)).toBeLessThan(100);
  });
});

describe('the interval of a share', () => {
  it('is Clopper and Pearson’s for independent tries', () => {
    // SciPy: binomtest(3, 100).proportion_ci(0.95, 'exact')
    const interval = windowedShareInterval({ hits: 3, open: 0, count: 100 }, 100);
    expect(interval?.low).toBeCloseTo(0.006_229_97, 7);
    expect(interval?.high).toBeCloseTo(0.085_176_05, 7);
    expect(windowedShareInterval({ hits: 0, open: 0, count: 0 }, 0)).toBeNull();
  });

  it('reaches to what is still open', () => {
    const open = windowedShareInterval({ hits: 3, open: 7, count: 100 }, 100);
    expect(open?.low).toBe(windowedShareInterval({ hits: 3, open: 0, count: 100 }, 100)?.low);
    expect(open?.high).toBe(windowedShareInterval({ hits: 10, open: 0, count: 100 }, 100)?.high);
  });

  it.each([
    ['independent seconds', 0, 0, 92],
    ['seconds that are like the last ones', 0.7, 0.6, 87],
  ])('holds the true share of %s nearly always', (_of, correlation, wave, least) => {
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const random = seededRandom(trial + 1);
      const hits = firstOrderSeries(random, 60, correlation).map((away) => {
        // Log-normal about the same mean.
        const chance = share * Math.exp(wave * away - wave ** 2 / 2);
        return Array.from({ length: each }, () => random()).filter((toss) => toss < chance).length;
      });
      const windows = windowsOf(hits);
      const counts = { hits: hits.reduce((sum, hit) => sum + hit, 0), open: 0, count: 60 * each };
      const { low, high } = windowedShareInterval(counts, worthOf(windows, trial)) ?? { low: 1, high: 0 };
      if (low <= share && high >= share) held++;
    }
    expect((100 * held) / trials).toBeGreaterThanOrEqual(least);
  });
});

function windowsOf(hits: readonly number[]): ShareWindow[] {
  return hits.map((hit) => ({ hits: hit, count: each }));
}
