import { expect, it } from 'vitest';
import { leastPairs, looksOf } from '../../../src/modes/ab/looks.ts';

it('looks after every five pairs until the most, and the parts of alpha are all of it', () => {
  const looks = looksOf({ pairs: 10, mostPairs: 30, alpha: 0.05 });
  expect(looks.map(({ pairs }) => pairs)).toEqual([10, 15, 20, 25, 30]);
  expect(looks.map(({ isLast }) => isLast)).toEqual([false, false, false, false, true]);
  expect(looks.reduce((sum, { alphaSpent }) => sum + alphaSpent, 0)).toBeCloseTo(0.05, 12);
  expect(looks.every(({ alphaSpent }) => alphaSpent > 0)).toBe(true);
  // What the others together have is not more than the first one's.
  expect(looks[0]?.alphaSpent).toBeGreaterThan(0.03);
});

it.each([
  [{ pairs: 10, mostPairs: 10 }, [10]],
  [{ pairs: 10, mostPairs: 12 }, [10, 12]],
  [{ pairs: 6, mostPairs: 18 }, [6, 11, 16, 18]],
])('%o is looked at after %o', (design, counts) => {
  const looks = looksOf({ ...design, alpha: 0.05 });
  expect(looks.map(({ pairs }) => pairs)).toEqual(counts);
  expect(looks.at(-1)?.isLast).toBe(true);
});

it('spends all of alpha at the only look', () => {
  expect(looksOf({ pairs: 10, mostPairs: 10, alpha: 0.01 })[0]?.alphaSpent).toBeCloseTo(0.01, 12);
});

it('says how many pairs it takes at least to show anything', () => {
  // Six alike have a chance of 0.0156, which is below the 0.0167 that one of three metrics has.
  expect(leastPairs(3, { alphaSpent: 0.05 })).toBe(6);
  expect(leastPairs(1, { alphaSpent: 0.05 })).toBe(5);
});
