import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { criticalDistance, distanceBetween, distanceFrom, exponential } from './kolmogorov-smirnov.ts';

const alpha = 1e-4;
const count = 1000;

describe('the distance from a distribution', () => {
  it('is half a step for the best of all samples, and a whole one for its neighbour', () => {
    const uniform = (value: number): number => Math.min(1, Math.max(0, value));
    expect(distanceFrom(uniform, [0.125, 0.375, 0.625, 0.875])).toBe(0.125);
    expect(distanceFrom(uniform, [0, 0.25, 0.5, 0.75])).toBe(0.25);
    expect(distanceFrom(uniform, [2, 2])).toBe(1);
  });

  it('stays below the critical one for exponential samples', () => {
    const distances = seeds(200).map((seed) => distanceFrom(exponential(2.5), gaps(seed, 2.5)));
    expect(Math.max(...distances)).toBeLessThan(criticalDistance(count, alpha));
    // It is no more than is needed: of 200 samples the worst comes near to what one in 200 exceeds.
    expect(Math.max(...distances)).toBeGreaterThan(0.8 * criticalDistance(count, 1 / 200));
  });

  it.each([
    ['a rate that is 30 % off', (seed: number) => gaps(seed, 2.5 * 1.3)],
    ['regular gaps', () => gaps(1, 2.5).map(() => 2.5)],
    ['every second gap left out', (seed: number) => gaps(seed, 5)],
    ['two starts at once', (seed: number) => gaps(seed, 5).map((gap, index) => (index % 2 === 0 ? gap : 0))],
  ])('is above the critical one for %s', (_name, wrong) => {
    for (const seed of seeds(50)) {
      expect(distanceFrom(exponential(2.5), wrong(seed))).toBeGreaterThan(criticalDistance(count, alpha));
    }
  });
});

describe('the distance of two samples', () => {
  it('is 0 between a sample and itself, in any order and moved within the tolerance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ max: 1000, min: 0 }), fc.integer({ min: -8, max: 8 })), {
          minLength: 1,
        }),
        (pairs) => {
          const sample = pairs.map(([value]) => value);
          const moved = pairs.map(([value, shift]) => value + shift).toReversed();
          expect(distanceBetween(sample, moved, 8)).toBe(0);
        },
      ),
    );
  });

  it('is the share that was moved further', () => {
    const regular = gaps(1, 1).map(() => 10);
    const some = regular.map((gap, index) => (index % 4 === 0 ? gap + 3 : gap));
    expect(distanceBetween(regular, some, 3)).toBe(0);
    expect(distanceBetween(regular, some, 2.9)).toBe(0.25);
    expect(distanceBetween(some, regular, 2.9)).toBe(0.25);
  });
});

function seeds(howMany: number): number[] {
  return Array.from({ length: howMany }, (_, index) => index + 1);
}

function gaps(seed: number, mean: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => -mean * Math.log1p(-random()));
}
