import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianShift } from '../../src/inference/shift.ts';
import { shiftTest } from '../../src/inference/shift-test.ts';
import { signedRank } from '../../src/inference/signed-rank.ts';

const value = fc.double({ min: -10, max: 10, noNaN: true });
const tied = fc.integer({ min: -4, max: 4 }).map((step) => step / 4);
const chance = fc.double({ min: 0.0005, max: 0.3, noNaN: true });

it('is the signed-rank test where nothing is tied', () => {
  const differences = [0.3, -1.2, 2.5, 4.1, -0.7, 3.3, 1.9];
  for (const boundary of [-2.03, 0.01, 0.47, 3.13]) {
    const { pGreater, pLess } = signedRank(differences.map((difference) => difference - boundary));
    const { pAbove, pBelow } = shiftTest(differences, boundary);
    expect(pAbove).toBeCloseTo(pGreater, 12);
    expect(pBelow).toBeCloseTo(pLess, 12);
  }
});

it.each([
  ['without ties', value],
  ['with ties, and with values on the boundary', tied],
])('refutes exactly what the interval leaves out, %s', (_name, element) => {
  fc.assert(
    fc.property(
      fc.array(element, { minLength: 1, maxLength: 15 }),
      tied,
      chance,
      (differences, boundary, alpha) => {
        const { pAbove, pBelow } = shiftTest(differences, boundary);
        const { low, high } = medianShift(differences, 1 - 2 * alpha);
        // Where they meet rounding may go either way.
        fc.pre(Math.abs(pAbove - alpha) > 1e-9 && Math.abs(pBelow - alpha) > 1e-9);
        expect(pAbove <= alpha).toBe(low !== null && low > boundary);
        expect(pBelow <= alpha).toBe(high !== null && high < boundary);
      },
    ),
    { numRuns: 500 },
  );
});

it('never counts ties for a side', () => {
  expect(shiftTest([1, 1, 1, 1], 1)).toEqual({ pAbove: 1, pBelow: 1 });
  expect(shiftTest([], 0)).toEqual({ pAbove: 1, pBelow: 1 });
});
