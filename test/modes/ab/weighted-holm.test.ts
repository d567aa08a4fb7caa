import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { holm } from '../../../src/inference/holm.ts';
import { weightedHolm } from '../../../src/modes/ab/weighted-holm.ts';

const p = fc.double({ min: 0, max: 1, noNaN: true });
const weight = fc.double({ min: 0.05, max: 3, noNaN: true });
const tests = fc.array(fc.record({ p, weight }), { minLength: 1, maxLength: 6 });

it('with equal weights is what Holm wrote', () => {
  fc.assert(
    fc.property(fc.array(p, { minLength: 1, maxLength: 6 }), (pValues) => {
      const stepped = weightedHolm(
        pValues,
        pValues.map(() => 1),
        0.05,
      );
      for (const [index, expected] of holm(pValues).entries()) {
        expect(stepped[index]?.adjusted).toBeCloseTo(expected, 10);
      }
    }),
  );
});

it('refutes by the level exactly what it refutes by the adjusted p-value', () => {
  fc.assert(
    fc.property(tests, (given) => {
      const pValues = given.map((each) => each.p / 20);
      const weights = given.map((each) => each.weight);
      for (const [index, { level, adjusted }] of weightedHolm(pValues, weights, 0.05).entries()) {
        const own = pValues[index] ?? 1;
        fc.pre(Math.abs(own - level) > 1e-9);
        expect(own <= level).toBe(adjusted <= 0.05);
      }
    }),
    { numRuns: 500 },
  );
});

it('shares alpha out by weights, and what one has that refutes goes to the others', () => {
  const [p50, p99, errors] = weightedHolm([0.2, 0.3, 1], [1, 1, 0.5], 0.05);
  expect([p50?.level, p99?.level, errors?.level]).toEqual([0.02, 0.02, 0.01]);
  const [found, next, last] = weightedHolm([0.001, 0.3, 1], [1, 1, 0.5], 0.05);
  expect([found?.level, next?.level, last?.level].map((level) => level?.toFixed(6))).toEqual([
    '0.020000',
    '0.033333',
    '0.016667',
  ]);
});

it('never spends more than alpha at once', () => {
  fc.assert(
    fc.property(tests, (given) => {
      const stepped = weightedHolm(
        given.map(() => 1),
        given.map((each) => each.weight),
        0.05,
      );
      expect(stepped.reduce((sum, { level }) => sum + level, 0)).toBeCloseTo(0.05, 10);
    }),
  );
});
