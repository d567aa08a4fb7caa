import { describe, expect, it } from 'vitest';
import {
  blockLengthFor,
  dispersionChance,
  effectiveCount,
  persistenceOf,
} from '../../src/inference/dependence.ts';

describe('the length of blocks', () => {
  it.each([
    [10, 0, 3],
    [27, 0, 3],
    [28, 0, 4],
    [600, 0, 9],
    [600, 0.3, 9],
    // 1.1447 × (1.4 / 0.51)^⅔ × ∛600 = 18.9
    [600, 0.7, 19],
    // No more than a fifth, unless the cube root is more.
    [60, 0.9, 12],
    [12, 0.9, 3],
  ])('for %i windows with persistence %f is %i', (windows, persistence, length) => {
    expect(blockLengthFor(windows, persistence)).toBe(length);
  });
});

describe('the chance of as much dispersion', () => {
  const split = (below: number[], share: number) => ({
    below: Float64Array.from(below),
    counts: Float64Array.from(below, () => 10),
    share,
  });

  it('is 1 where all windows are alike, and where nothing can differ', () => {
    expect(dispersionChance(split([5, 5, 5, 5], 0.5))).toBe(1);
    expect(dispersionChance(split([10, 10, 10], 1))).toBe(1);
  });

  it('is that of chi-square', () => {
    // Four squares of 1 over a variance of 2.5 are 1.6, and 0.6594 of chi-square with 3 degrees of freedom lies above.
    expect(dispersionChance(split([4, 6, 6, 4], 0.5))).toBeCloseTo(0.659_4, 4);
    expect(dispersionChance(split([0, 10, 0, 10], 0.5))).toBeLessThan(1e-7);
  });
});

it('persistence is neither negative nor without an end', () => {
  expect(persistenceOf([1, -1, 1, -1, 1, -1, 1, -1, 1, -1])).toBe(0);
  expect(persistenceOf(Array.from({ length: 100 }, (_, index) => index))).toBe(0.95);
});

it('windows that differ make samples worth less, and never more than they are', () => {
  const worth = (below: (window: number) => number): number => {
    const windows = Array.from({ length: 40 }, (_, window) => below(window));
    const share = windows.reduce((sum, value) => sum + value, 0) / 4000;
    const split = { below: Float64Array.from(windows), counts: new Float64Array(40).fill(100), share };
    return effectiveCount(split, 4000, { length: 4, persistence: 0, seed: 1 });
  };
  expect(worth((window) => 50 + (window % 2))).toBe(4000);
  expect(worth((window) => 50 + 20 * Math.sin(window * window))).toBeLessThan(1000);
  expect(worth((window) => (window < 20 ? 10 : 90))).toBeLessThan(10);
});
