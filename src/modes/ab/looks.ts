import { alphaOfLooks } from '../../inference/alpha-spending.ts';
import type { AbDesign, AbLook } from './ab-result.ts';

/** Pairs between one look and the next. */
const step = 5;
/**
 * With a share of all pairs that share to this power of alpha is spent, from a family of Kim and DeMets ("Design and analysis of group
 * sequential tests based on the type I error spending rate function", Biometrika 74, 1987). Six tenths at 10 of 30.
 */
const spendingPower = 0.45;

/**
 * After how many pairs that count it is asked whether they are enough: 10, 15, 20, 25, 30. A false alarm may be raised at
 * each, so each has its part of `alpha`. Most of it is the first one's, for most comparisons should end there.
 */
export function looksOf({
  pairs,
  mostPairs,
  alpha,
}: Pick<AbDesign, 'pairs' | 'mostPairs' | 'alpha'>): AbLook[] {
  const counts: number[] = [];
  for (let count = pairs; count < mostPairs; count += step) counts.push(count);
  counts.push(mostPairs);
  const spent = alphaOfLooks(
    counts.map((count) => count / mostPairs),
    alpha,
    (share, all) => all * share ** spendingPower,
  );
  return counts.map((count, index) => ({
    pairs: count,
    alphaSpent: spent[index] ?? 0,
    isLast: index === counts.length - 1,
  }));
}

/** Fewer pairs can't show that one of so many metrics is worse, however much it is: all signs alike must be rare enough. */
export function leastPairs(metricCount: number, { alphaSpent }: Pick<AbLook, 'alphaSpent'>): number {
  return Math.ceil(Math.log2(metricCount / alphaSpent));
}
