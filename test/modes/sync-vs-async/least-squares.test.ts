import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dot, leastSquares } from '../../../src/modes/sync-vs-async/least-squares.ts';

const line = [1, 2, 3, 4, 5].map((x) => [1, x]);

describe('least squares without negative coefficients', () => {
  it('finds a line through its points', () => {
    const [offset, slope] = leastSquares(
      line,
      line.map((row) => dot(row, [3, 2])),
    );
    expect(offset).toBeCloseTo(3, 9);
    expect(slope).toBeCloseTo(2, 9);
  });

  it('sets to 0 what would be negative, and fits the rest anew', () => {
    // Best would be 6 − x; with a slope of 0 the mean is.
    expect(leastSquares(line, [5, 4, 3, 2, 1])).toEqual([expect.closeTo(3, 9), 0]);
  });

  it('is 0 when every coefficient would be negative', () => {
    expect(leastSquares(line, [-1, -2, -3, -4, -5])).toEqual([0, 0]);
  });

  it('is as near as any other choice of coefficients', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    const coefficient = fc.double({ min: 0, max: 10, noNaN: true });
    const three = fc.tuple(coefficient, coefficient, coefficient);
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), three, (values, other) => {
        const rows = line.map(([one = 1, x = 1]) => [one, x, x * x]);
        const best = leastSquares(rows, values);
        expect(Math.min(...best)).toBeGreaterThanOrEqual(0);
        expect(errorOf(rows, values, best)).toBeLessThanOrEqual(errorOf(rows, values, other) + 1e-6);
      }),
    );
  });
});

function errorOf(
  rows: readonly (readonly number[])[],
  values: readonly number[],
  coefficients: readonly number[],
): number {
  return rows.reduce((sum, row, index) => sum + (dot(row, coefficients) - (values[index] ?? 0)) ** 2, 0);
}
