import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { mser } from '../../src/inference/mser.ts';

describe('where the start-up of a series ends', () => {
  it.each([
    ['a start far off', [90, 40, 11, 10, 9, 10, 11, 10, 9, 10, 11, 10], 2],
    ['a low start', [1, 2, 10, 11, 10, 9, 10, 11, 9, 10], 2],
    ['no start-up', [10, 11, 9, 10, 10, 11, 9, 10], 0],
    ['values all alike', [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 0],
    ['a single outlier at first', [500, 0.1, 0.1, 0.1, 0.1, 0.1], 1],
  ])('%s', (_name, values, truncation) => {
    expect(mser(values)).toEqual({ truncation, isInside: true });
  });

  it.each([
    ['a ramp', Array.from({ length: 40 }, (_, index) => 100 + index)],
    ['a step past the middle', [...Array<number>(30).fill(10), ...Array<number>(10).fill(20)].map(jittered)],
    ['nothing', []],
    ['one value', [5]],
  ])('is not known of %s', (_name, values) => {
    expect(mser(values)).toEqual({ truncation: Math.floor(values.length / 2), isInside: false });
  });

  it('is the cut whose rest has the smallest standard error, as far as the rest is long enough', () => {
    const value = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 60 }), (values) => {
        const middle = Math.floor(values.length / 2);
        const latest = Math.max(middle, values.length - Math.max(5, Math.ceil(values.length / 4)));
        const errors = Array.from({ length: latest + 1 }, (_, cut) => standardError(values.slice(cut)));
        const { truncation, isInside } = mser(values);
        const least = Math.min(...errors) * (1 + 1e-9) + 1e-12;
        const chosen = isInside ? errors[truncation] : Math.min(...errors.slice(middle));
        expect(chosen).toBeLessThanOrEqual(least);
        expect(isInside).toBe(truncation < middle);
      }),
    );
  });

  it('is found where a real one was put, give or take its own decay', () => {
    const random = seededRandom(3);
    const values = Array.from(
      { length: 120 },
      (_, index) => 100 + 400 * Math.exp(-index / 5) + 10 * random(),
    );
    const { truncation, isInside } = mser(values);
    expect(isInside).toBe(true);
    expect(truncation).toBeGreaterThanOrEqual(10);
    expect(truncation).toBeLessThanOrEqual(30);
  });
});

/** Squared, by the definition. */
function standardError(rest: readonly number[]): number {
  const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
  return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
}

function jittered(value: number, index: number): number {
  return value + (index % 3) * 0.1;
}
