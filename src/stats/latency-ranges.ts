import type { Histogram } from './histogram.ts';

const startsOfDecade = [1, 1.5, 2, 3, 5, 7];

/** Where ranges of latencies begin, from 10 µs to 100 s: six a decade. The first has all that is below it, too. */
export const latencyRangesUs: readonly number[] = [
  ...[1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((decade) => startsOfDecade.map((start) => start * decade)),
  1e8,
];

/** How many samples are in each of {@link latencyRangesUs}, by where the slots of the histogram begin; null has none. */
export function latencyCounts(histogram: Histogram | null): readonly number[] {
  const counts = latencyRangesUs.map(() => 0);
  let range = 0;
  for (const [us, count] of histogram?.values() ?? []) {
    while (us >= (latencyRangesUs[range + 1] ?? Infinity)) range++;
    counts[range] = (counts[range] ?? 0) + count;
  }
  return counts;
}
