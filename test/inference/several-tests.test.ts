import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alphaOfLooks, type Spending } from '../../src/inference/alpha-spending.ts';
import { binomialInterval } from '../../src/inference/binomial-interval.ts';
import { holm } from '../../src/inference/holm.ts';
import { normalQuantile } from '../../src/inference/normal-quantile.ts';

describe('p-values after Holm', () => {
  it.each([
    [[], []],
    [[0.04], [0.04]],
    [
      [0.04, 0.01],
      [0.04, 0.02],
    ],
    // None is smaller than one of which it is the larger: 2 × 0.03 and then 0.04 alone.
    [
      [0.03, 0.005, 0.04],
      [0.06, 0.015, 0.06],
    ],
    [
      [0.6, 0.7, 1],
      [1, 1, 1],
    ],
  ])('%j become %j', (pValues, expected) => {
    const found = holm(pValues);
    expect(found.length).toBe(expected.length);
    for (const [index, value] of expected.entries()) expect(found[index]).toBeCloseTo(value, 12);
  });

  it('are at least what they were, at most all times that, and in the same order', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 12 }), (pValues) => {
        const found = holm(pValues);
        for (const [index, p] of pValues.entries()) {
          expect(found[index]).toBeGreaterThanOrEqual(p);
          expect(found[index]).toBeLessThanOrEqual(Math.min(1, pValues.length * Math.max(...pValues)));
          for (const [other, q] of pValues.entries()) {
            if (p < q) expect(found[index]).toBeLessThanOrEqual(found[other] ?? NaN);
          }
        }
        expect(Math.min(...found)).toBe(Math.min(1, pValues.length * Math.min(...pValues)));
      }),
    );
  });
});

describe('looks at growing data', () => {
  const evenly: Spending = (share, alpha) => share * alpha;
  const late: Spending = (share, alpha) => share ** 3 * alpha;
  const shares = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 })
    .map((percents) => [...percents.toSorted((a, b) => a - b), 100].map((percent) => percent / 100));

  it('spend all of it together, something each', () => {
    fc.assert(
      fc.property(shares, fc.constantFrom(evenly, late), (given, spending) => {
        const spent = alphaOfLooks(given, 0.05, spending);
        expect(spent.reduce((sum, alpha) => sum + alpha, 0)).toBeCloseTo(0.05, 12);
        expect(Math.min(...spent)).toBeGreaterThan(0);
      }),
    );
  });

  it('spend what is added since the last one', () => {
    const spent = alphaOfLooks([0.5, 1], 0.08, late);
    expect(spent).toEqual([0.01, 0.07]);
  });

  it('of a single one spend it there', () => {
    expect(alphaOfLooks([1], 0.05, late)).toEqual([0.05]);
  });

  it('go forward, and never beyond all data', () => {
    expect(() => alphaOfLooks([0.5, 0.5], 0.05, evenly)).toThrow('after one at 0.5');
    expect(() => alphaOfLooks([0.5, 1.1], 0.05, evenly)).toThrow('1.1');
  });
});

describe('the interval of a share', () => {
  it('is everything of no tries, and never narrower than what was seen', () => {
    expect(binomialInterval(0, 0, 0.95)).toEqual({ low: 0, high: 1 });
  });

  it('has the rule of three: 0 of n is at most 3.7 in n', () => {
    // 1 − 0.025 ^ (1 / n), about ln 40 / n.
    expect(binomialInterval(0, 1000, 0.95).high * 1000).toBeCloseTo(3.682, 3);
  });

  it('holds the true share in 95 % of all cases, whatever it is', () => {
    const tries = 20;
    const intervals = Array.from({ length: tries + 1 }, (_, hits) => binomialInterval(hits, tries, 0.95));
    for (let share = 0.01; share < 1; share += 0.014) {
      let [covered, chance] = [0, (1 - share) ** tries];
      for (const [hits, { low, high }] of intervals.entries()) {
        if (low <= share && share <= high) covered += chance;
        chance *= (((tries - hits) / (hits + 1)) * share) / (1 - share);
      }
      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('turns around with what counts as a hit', () => {
    const [hits, misses] = [binomialInterval(3, 17, 0.9), binomialInterval(14, 17, 0.9)];
    expect(misses.low).toBeCloseTo(1 - hits.high, 12);
    expect(misses.high).toBeCloseTo(1 - hits.low, 12);
  });
});

it('a normal quantile reaches the ends, and turns around at the middle', () => {
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  for (const chance of [1e-6, 0.01, 0.2, 0.45]) {
    expect(normalQuantile(1 - chance)).toBeCloseTo(-normalQuantile(chance), 9);
  }
});
