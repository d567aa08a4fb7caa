import { describe, expect, it } from 'vitest';
import { binomialInterval } from '../../src/inference/binomial-interval.ts';
import { bestSplit } from '../../src/inference/e-divisive.ts';
import { meanDifference } from '../../src/inference/mean-difference.ts';
import { normalQuantile } from '../../src/inference/normal-quantile.ts';
import { rankSum } from '../../src/inference/rank-sum.ts';
import { medianShift, shiftBetween } from '../../src/inference/shift.ts';
import { outsideT } from '../../src/inference/student-t.ts';
import { signedRank } from '../../src/inference/signed-rank.ts';
import { error, golden } from './golden.ts';

describe('as SciPy has it, to nine digits', () => {
  it.each(golden('signed-rank'))(
    'the signed-rank test: $name',
    ({ name: _name, differences, ...expected }) => {
      expect(off(signedRank(differences), expected)).toEqual([]);
    },
  );

  it.each(golden('rank-sum'))('the rank-sum test: $name', ({ name: _name, base, head, ...expected }) => {
    expect(off(rankSum(base, head), expected)).toEqual([]);
  });

  it.each(golden('paired-shift'))(
    'the shift of $differences.length pairs at $confidence, by which shifts its test refutes',
    ({ differences, confidence, ...expected }) => {
      expect(off(medianShift(differences, confidence), expected)).toEqual([]);
    },
  );

  it.each(golden('shift-between'))(
    'the shift from $base.length to $head.length values at $confidence, by which shifts its test refutes',
    ({ base, head, confidence, ...expected }) => {
      expect(off(shiftBetween(base, head, confidence), expected)).toEqual([]);
    },
  );

  it.each(golden('normal-quantile'))('the normal quantile of $chance', ({ chance, quantile }) => {
    expect(error(normalQuantile(chance), quantile)).toBeLessThan(1e-9);
  });

  it.each(golden('binomial-interval'))(
    'the interval of $hits in $tries at $confidence',
    ({ hits, tries, confidence, ...expected }) => {
      expect(off(binomialInterval(hits, tries, confidence), expected)).toEqual([]);
    },
  );

  it.each(golden('outside-t'))(
    'both tails of Student’s t with $freedom degrees of freedom, beyond $distance',
    ({ distance, freedom, chance }) => {
      expect(error(outsideT(distance, freedom), chance)).toBeLessThan(1e-9);
    },
  );

  it.each(golden('mean-difference'))(
    'the t-test of $leftValues.length and $rightValues.length values',
    ({ leftValues, rightValues, confidence, ...expected }) => {
      expect(off(meanDifference(leftValues, rightValues, confidence), expected)).toEqual([]);
    },
  );

  it.each(golden('e-divisive'))(
    'the best split of $values.length values by its definition, $least to a part',
    ({ values, least, ...expected }) => {
      const found = bestSplit(values, least);
      expect(off(found ?? {}, expected)).toEqual([]);
    },
  );
});

/** What differs, numbers from the ninth digit up. */
function off(found: object, expected: object): string[] {
  const others = new Map<string, unknown>(Object.entries(found));
  const keys = new Set([...others.keys(), ...Object.keys(expected)]);
  return [...keys].flatMap((key) => {
    const [one, other] = [others.get(key), new Map<string, unknown>(Object.entries(expected)).get(key)];
    const isSame =
      typeof one === 'number' && typeof other === 'number' ? error(one, other) < 1e-9 : one === other;
    return isSame ? [] : [`${key}: ${String(one)} and not ${String(other)}`];
  });
}
