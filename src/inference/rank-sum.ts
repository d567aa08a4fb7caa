import { assert, present } from '../base/assert.ts';
import { midRanks } from './mid-ranks.ts';
import { type RankTest, rankTest } from './signed-rank.ts';

/**
 * The test of Mann, Whitney and Wilcoxon of whether values of `head` tend to be larger than those of `base`: the
 * statistic U counts the pairs in which head's is the larger one, equal ones for a half, and `pGreater` is the chance
 * of one as large where luck alone says which values are head's (Mann and Whitney, "On a test of whether one of two
 * random variables is stochastically larger than the other", Annals of Mathematical Statistics 18, 1947). Exact, ties
 * included. Both sides have values. Takes time with their number to the fourth: 0.6 ms for 20 a side, 46 ms for 50.
 */
export function rankSum(base: readonly number[], head: readonly number[]): RankTest {
  const values = [...head, ...base];
  assert(base.length > 0 && head.length > 0, 'a side without values');
  assert(values.every(Number.isFinite), `values that are no numbers: ${values.join(', ')}`);
  const doubled = midRanks(values).map((rank) => 2 * rank);
  const ofHead = doubled.slice(0, head.length).reduce((sum, rank) => sum + rank, 0);
  const least = head.length * (head.length + 1);
  return rankTest((ofHead - least) / 2, drawnSums(doubled, head.length), ofHead);
}

/**
 * The chance of each sum of `draws` of these whole numbers above 0, drawn without putting back: one number after the
 * other, of which a draw of `size` out of `seen` contains the last with the chance `size / seen`.
 */
export function drawnSums(numbers: readonly number[], draws: number): Float64Array {
  const rising = numbers.toSorted((a, b) => a - b);
  const sumOf = (from: number, to: number): number =>
    rising.slice(from, to).reduce((sum, number) => sum + number, 0);
  const most = sumOf(rising.length - draws, rising.length);
  const bySize = Array.from({ length: draws + 1 }, () => new Float64Array(most + 1));
  bySize[0]?.fill(1, 0, 1);
  for (const [before, number] of rising.entries()) {
    const seen = before + 1;
    // From the largest size down, for each takes from the next smaller one as it was.
    for (let size = Math.min(draws, seen); size >= 1; size--) {
      const [chances, smaller] = [present(bySize[size]), present(bySize[size - 1])];
      const share = size / seen;
      for (let sum = sumOf(seen - size, seen); sum >= 0; sum--) {
        const drawn = sum >= number ? (smaller[sum - number] ?? 0) : 0;
        chances[sum] = share * drawn + (1 - share) * (chances[sum] ?? 0);
      }
    }
  }
  return present(bySize[draws]);
}
