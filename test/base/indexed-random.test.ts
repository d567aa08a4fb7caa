import { describe, expect, it } from 'vitest';
import { randomAt } from '../../src/base/indexed-random.ts';

describe('an indexed random number', () => {
  it('depends on seed, index and lane, and on nothing else', () => {
    const once = [randomAt(1, 0, 0), randomAt(1, 1, 0), randomAt(1, 0, 1), randomAt(2, 0, 0)];
    const again = [randomAt(1, 0, 0), randomAt(1, 1, 0), randomAt(1, 0, 1), randomAt(2, 0, 0)];
    expect(again).toEqual(once);
    expect(new Set(once).size).toBe(4);
    expect(randomAt(1, 2 ** 32, 0)).not.toBe(randomAt(1, 0, 0));
  });

  it('is in [0, 1)', () => {
    for (let index = 0; index < 10_000; index++) {
      const value = randomAt(7, index, 3);
      expect(value >= 0 && value < 1).toBe(true);
    }
  });

  it.each([
    ['indexes', (n: number) => randomAt(1, n, 0)],
    ['strided indexes', (n: number) => randomAt(1, n * 4, 2)],
    ['seeds', (n: number) => randomAt(n, 5, 0)],
    ['lanes', (n: number) => randomAt(1, 5, n)],
  ])('is uniform over %s', (_name, at) => {
    const draws = 100_000;
    const counts = new Float64Array(100);
    for (let n = 0; n < draws; n++) {
      const slot = Math.floor(at(n) * 100);
      counts[slot] = (counts[slot] ?? 0) + 1;
    }
    const expected = draws / 100;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: 1 in 100,000 random tables is above 170, and below 45.
    expect(chiSquare).toBeLessThan(170);
    expect(chiSquare).toBeGreaterThan(45);
  });

  it('has neighbours that know nothing of each other', () => {
    let product = 0;
    const draws = 100_000;
    for (let n = 0; n < draws; n++) product += (randomAt(1, n, 0) - 0.5) * (randomAt(1, n + 1, 0) - 0.5);
    // The mean of independent products is normal with σ = 1/12/√draws.
    expect(Math.abs(product / draws)).toBeLessThan(5 / 12 / Math.sqrt(draws));
  });
});
