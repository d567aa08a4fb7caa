import fc from 'fast-check';
import { expect, it } from 'vitest';
import { permutation } from '../../../src/flow/data/permutation.ts';

it('has every number once, whatever the seed and the pass', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer(), fc.nat(1000), (count, seed, pass) => {
      const numberAt = permutation(count, seed, pass);
      const numbers = new Set(Array.from({ length: count }, (_, place) => numberAt(place)));
      expect(numbers.size).toBe(count);
      expect([...numbers].every((number) => number >= 0 && number < count)).toBe(true);
    }),
  );
});

it('stays within the numbers of a large file', () => {
  const count = 2 ** 31 + 11;
  const numberAt = permutation(count, 1, 0);
  const numbers = Array.from({ length: 10_000 }, (_, place) => numberAt(count - 1 - place));
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(numbers.every((number) => Number.isSafeInteger(number) && number >= 0 && number < count)).toBe(true);
});

it('is the same for the same seed and pass, and another for others', () => {
  const first = Array.from({ length: 100 }, (_, place) => permutation(100, 5, 0)(place));
  expect(Array.from({ length: 100 }, (_, place) => permutation(100, 5, 0)(place))).toEqual(first);
  expect(Array.from({ length: 100 }, (_, place) => permutation(100, 5, 1)(place))).not.toEqual(first);
  expect(Array.from({ length: 100 }, (_, place) => permutation(100, 6, 0)(place))).not.toEqual(first);
});

// 24,000 draws of `orders` equally likely orders: chi-square has `orders - 1` degrees of freedom, and is beyond 5 of its
// standard deviations less than once in 10,000 seeds.
it.each([
  [2, 2],
  [3, 6],
  [4, 24],
  [5, 120],
])('has each order of %i numbers as often as the others', (count, orders) => {
  const draws = 24_000;
  const times = new Map<string, number>();
  for (let seed = 0; seed < draws; seed++) {
    const numberAt = permutation(count, seed, 0);
    const order = Array.from({ length: count }, (_, place) => numberAt(place)).join();
    times.set(order, (times.get(order) ?? 0) + 1);
  }
  const expected = draws / orders;
  const chiSquare = [...times.values()].reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
  expect(times.size).toBe(orders);
  expect(chiSquare).toBeLessThan(orders - 1 + 5 * Math.sqrt(2 * (orders - 1)));
});
