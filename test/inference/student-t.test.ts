import { describe, expect, it } from 'vitest';
import { criticalT } from '../../src/inference/student-t.ts';

describe('a two-sided interval of Student’s t', () => {
  // From the printed tables of the distribution, to their three digits.
  it.each([
    [1, 0.95, 12.706],
    [2, 0.95, 4.303],
    [3, 0.95, 3.182],
    [4, 0.95, 2.776],
    [5, 0.95, 2.571],
    [9, 0.95, 2.262],
    [10, 0.95, 2.228],
    [30, 0.95, 2.042],
    [99, 0.95, 1.984],
    [1, 0.9, 6.314],
    [9, 0.99, 3.25],
    [20, 0.99, 2.845],
  ])('with %i degrees of freedom and confidence %f reaches %f standard errors', (freedom, confidence, t) => {
    expect(criticalT(freedom, confidence)).toBeCloseTo(t, 3);
  });

  it('nears the normal distribution', () => {
    expect(criticalT(10_001, 0.95)).toBeCloseTo(1.96, 2);
  });

  it.each([0, -1, 1.5, NaN])('is not asked about %f degrees of freedom', (freedom) => {
    expect(() => criticalT(freedom, 0.95)).toThrow('degrees of freedom');
  });
});
