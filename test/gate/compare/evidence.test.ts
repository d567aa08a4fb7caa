import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pooledSpread } from '../../../src/gate/compare/pooled-spread.ts';
import { rankEvidence, smallestRankChance } from '../../../src/gate/compare/rank-evidence.ts';
import { studentEvidence } from '../../../src/gate/compare/student-evidence.ts';
import { rankSum } from '../../../src/inference/rank-sum.ts';
import { shiftBetween } from '../../../src/inference/shift.ts';
import { meanDifference } from '../../../src/inference/mean-difference.ts';

const base = [3.1, 2.9, 3.3, 3, 3.2, 2.8];
const head = [3.4, 3.6, 3.5, 3.2, 3.9, 3.3];

describe('ranks', () => {
  it('refute a boundary exactly where the interval leaves it out', () => {
    const value = fc.integer({ min: 0, max: 2 ** 20 }).map((whole) => whole / 1024);
    const values = fc.uniqueArray(value, { minLength: 5, maxLength: 8 });
    fc.assert(
      fc.property(values, values, fc.integer({ min: -100, max: 100 }), (one, other, eighth) => {
        const evidence = rankEvidence(one, other);
        const boundary = eighth / 8 + 1 / 4096;
        const [low, high] = [evidence.lowAt(0.025), evidence.highAt(0.025)];
        expect(evidence.pAbove(boundary) <= 0.025).toBe(low !== null && low > boundary);
        expect(evidence.pBelow(boundary) <= 0.025).toBe(high !== null && high < boundary);
      }),
    );
  });

  it('are those of the two-sample test and shift', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true });
    const values = fc.uniqueArray(value, { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(values, values, fc.constantFrom(0.01, 0.025, 0.1, 0.3), (one, other, alpha) => {
        fc.pre(new Set([...one, ...other]).size === one.length + other.length);
        const evidence = rankEvidence(one, other);
        const { estimate, low, high } = shiftBetween(one, other, 1 - 2 * alpha);
        expect([evidence.estimate, evidence.lowAt(alpha), evidence.highAt(alpha)]).toEqual([
          estimate,
          low,
          high,
        ]);
        const { pGreater, pLess } = rankSum(one, other);
        expect(evidence.pAbove(0)).toBeCloseTo(pGreater, 12);
        expect(evidence.pBelow(0)).toBeCloseTo(pLess, 12);
      }),
    );
  });

  it('say nothing of sides that are alike', () => {
    const evidence = rankEvidence([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]);
    expect([evidence.pAbove(0), evidence.pBelow(0), evidence.estimate]).toEqual([1, 1, 0]);
    expect([evidence.lowAt(0.01), evidence.highAt(0.01)]).toEqual([0, 0]);
  });

  it.each([
    [1, 1, 1 / 2],
    [5, 5, 1 / 252],
    [10, 10, 1 / 184_756],
    [10, 1, 1 / 11],
    [0, 5, 1],
  ])('%i against %i runs can show no less than one chance of so many', (ofBase, ofHead, chance) => {
    expect(smallestRankChance(ofBase, ofHead)).toBeCloseTo(chance, 12);
  });
});

describe("Student's t", () => {
  it('is the two-sample test', () => {
    const spread = pooledSpread(base, head, 0);
    const { low, high, difference, pValue } = meanDifference(base, head, 0.95);
    const error = spread?.error ?? NaN;
    const evidence = studentEvidence({
      estimate: difference,
      error: { below: error, above: error },
      freedom: spread?.freedom ?? 1,
    });
    expect(evidence.lowAt(0.025)).toBeCloseTo(low ?? NaN, 12);
    expect(evidence.highAt(0.025)).toBeCloseTo(high ?? NaN, 12);
    expect(2 * evidence.pAbove(0)).toBeCloseTo(pValue ?? NaN, 12);
    expect(evidence.pAbove(0) + evidence.pBelow(0)).toBeCloseTo(1, 12);
  });

  it('is the normal distribution where the errors are known', () => {
    const evidence = studentEvidence({ estimate: 1, error: { below: 1, above: 2 }, freedom: Infinity });
    expect(evidence.lowAt(0.025)).toBeCloseTo(1 - 1.959_963_984_540_054, 12);
    expect(evidence.highAt(0.025)).toBeCloseTo(1 + 2 * 1.959_963_984_540_054, 12);
    expect(evidence.pAbove(0)).toBeCloseTo(0.158_655_253_931_457, 12);
  });

  it('says nothing on a side where nothing bounds it', () => {
    const evidence = studentEvidence({ estimate: 1, error: { below: 0.1, above: Infinity }, freedom: 4 });
    expect(evidence.highAt(0.025)).toBeNull();
    expect(evidence.pBelow(1000)).toBe(0.5);
  });

  it('believes no noise below what it is told, and none of one value a side', () => {
    expect(pooledSpread([1, 1, 1], [1, 1, 1], 0.01)?.error).toBeCloseTo(0.01 * Math.sqrt(2 / 3), 12);
    expect(pooledSpread([1], [1], 0.01)).toBeNull();
  });
});
