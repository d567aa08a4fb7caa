import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSum } from '../../src/inference/rank-sum.ts';
import { medianShift, shiftBetween } from '../../src/inference/shift.ts';
import { signedRank } from '../../src/inference/signed-rank.ts';
import { seededRandom } from '../../src/base/random.ts';

/** Multiples of an eighth, so that sums are exact and ties many. */
const value = fc.integer({ min: -24, max: 24 }).map((whole) => whole / 8);
const values = fc.array(value, { minLength: 1, maxLength: 9 });

describe('the signed-rank test', () => {
  it('of nothing, or of no difference at all, says nothing', () => {
    const nothing = { statistic: 0, pLess: 1, pGreater: 1, pTwoSided: 1 };
    expect(signedRank([])).toEqual(nothing);
    expect(signedRank([0, 0, 0])).toEqual(nothing);
  });

  it('counts all ways in which the signs could have fallen', () => {
    fc.assert(
      fc.property(values, (differences) => {
        const { statistic, pLess, pGreater } = signedRank(differences);
        const moved = differences.filter((difference) => difference !== 0);
        const sums = Array.from({ length: 2 ** moved.length }, (_, signs) =>
          rankSumAbove(
            moved.map((difference, bit) => ((signs & (1 << bit)) === 0 ? -1 : 1) * Math.abs(difference)),
          ),
        );
        expect(statistic).toBe(rankSumAbove(moved));
        expect(pLess).toBeCloseTo(sums.filter((sum) => sum <= statistic).length / sums.length, 12);
        expect(pGreater).toBeCloseTo(sums.filter((sum) => sum >= statistic).length / sums.length, 12);
      }),
    );
  });

  it('has 2 of 1,024 as the least chance of ten pairs', () => {
    const differences = Array.from({ length: 10 }, (_, index) => index + 1);
    expect(signedRank(differences).pTwoSided).toBe(2 / 1024);
  });

  it('stays a chance for hundreds of pairs', () => {
    const random = seededRandom(3);
    const { pLess, pGreater } = signedRank(Array.from({ length: 300 }, () => random() - 0.5));
    expect(pLess + pGreater).toBeGreaterThan(1);
    expect(pLess + pGreater).toBeLessThan(1.001);
  });

  it('takes no value that is none', () => {
    expect(() => signedRank([1, NaN])).toThrow('no numbers');
  });
});

describe('the rank-sum test', () => {
  it('counts all ways to choose the values of a side', () => {
    fc.assert(
      fc.property(values, values, (base, head) => {
        const all = [...base, ...head];
        const statistic = larger(base, head);
        const counts = subsetsOf(all.length, head.length).map((chosen) =>
          larger(
            all.filter((_, index) => !chosen.has(index)),
            all.filter((_, index) => chosen.has(index)),
          ),
        );
        const found = rankSum(base, head);
        expect(found.statistic).toBe(statistic);
        expect(found.pLess).toBeCloseTo(
          counts.filter((count) => count <= statistic).length / counts.length,
          12,
        );
        expect(found.pGreater).toBeCloseTo(
          counts.filter((count) => count >= statistic).length / counts.length,
          12,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('takes no empty side', () => {
    expect(() => rankSum([], [1])).toThrow('without values');
  });
});

describe('a shift', () => {
  it('moves and grows with the values', () => {
    fc.assert(
      fc.property(values, value, (differences, move) => {
        const shift = medianShift(differences, 0.8);
        const moved = medianShift(
          differences.map((difference) => 2 * difference + move),
          0.8,
        );
        const expected = (end: number | null): number | null => (end === null ? null : 2 * end + move);
        expect(moved).toEqual({
          estimate: expected(shift.estimate),
          low: expected(shift.low),
          high: expected(shift.high),
        });
      }),
    );
  });

  it('turns around with the sides', () => {
    // Not -0, which is another number to a test.
    const turned = (end: number | null): number | null => (end === null ? null : 0 - end);
    fc.assert(
      fc.property(values, values, (base, head) => {
        const there = shiftBetween(base, head, 0.8);
        const back = shiftBetween(head, base, 0.8);
        expect(back.estimate).toBeCloseTo(-there.estimate, 12);
        expect([back.low, back.high]).toEqual([turned(there.high), turned(there.low)]);
      }),
    );
  });

  it.each([
    [5, null],
    [6, 1],
  ])('of %i pairs ends at %j with 95 %%', (count, low) => {
    const differences = Array.from({ length: count }, (_, index) => index + 1);
    expect(medianShift(differences, 0.95).low).toBe(low);
  });

  it.each([
    [3, 4, null],
    [4, 4, 97],
    [3, 5, 96],
    [2, 8, 93],
  ])('between %i and %i values ends at %j with 95 %%', (base, head, low) => {
    const bases = Array.from({ length: base }, (_, index) => index);
    const heads = Array.from({ length: head }, (_, index) => 100 + index);
    expect(shiftBetween(bases, heads, 0.95).low).toBe(low === null ? null : 101 - base);
  });

  it('holds the true one in 95 % of repeated experiments, at least', () => {
    const random = seededRandom(11);
    const skewed = (): number => -Math.log(1 - random());
    let [paired, apart] = [0, 0];
    const experiments = 1000;
    for (let experiment = 0; experiment < experiments; experiment++) {
      const base = Array.from({ length: 10 }, skewed);
      const head = Array.from({ length: 10 }, () => 2 + skewed());
      const pairs = medianShift(
        base.map((each, index) => (head[index] ?? 0) - each),
        0.95,
      );
      const sides = shiftBetween(base, head, 0.95);
      if ((pairs.low ?? NaN) <= 2 && (pairs.high ?? NaN) >= 2) paired++;
      if ((sides.low ?? NaN) <= 2 && (sides.high ?? NaN) >= 2) apart++;
    }
    // The steps of exact tests make it 95.1 and 95.7 %; three standard errors are 2 %.
    expect(paired / experiments).toBeGreaterThan(0.93);
    expect(paired / experiments).toBeLessThan(0.975);
    expect(apart / experiments).toBeGreaterThan(0.935);
    expect(apart / experiments).toBeLessThan(0.98);
  });

  it('takes no empty side', () => {
    expect(() => medianShift([], 0.95)).toThrow('nothing');
    expect(() => shiftBetween([], [1], 0.95)).toThrow('nothing');
  });
});

/** By the definition of mid-ranks: those below, and half of those alike. */
function rankSumAbove(differences: readonly number[]): number {
  const sizes = differences.map(Math.abs);
  const rank = (size: number): number =>
    sizes.filter((other) => other < size).length + (sizes.filter((other) => other === size).length + 1) / 2;
  return differences
    .filter((difference) => difference > 0)
    .reduce((sum, difference) => sum + rank(difference), 0);
}

/** Pairs in which the value of `head` is the larger one, equal ones for a half. */
function larger(base: readonly number[], head: readonly number[]): number {
  return head
    .flatMap((one) => base.map((other) => (Math.sign(one - other) + 1) / 2))
    .reduce((a, b) => a + b, 0);
}

function subsetsOf(count: number, size: number): ReadonlySet<number>[] {
  if (size === 0) return [new Set()];
  if (count < size) return [];
  const withLast = subsetsOf(count - 1, size - 1).map((rest) => new Set([...rest, count - 1]));
  return [...withLast, ...subsetsOf(count - 1, size)];
}
