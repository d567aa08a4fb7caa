import { blockLengthFor, blockReach, fewestWindows, persistenceOf, sumVariance } from './dependence.ts';

/** What was measured in one of several windows of time in a row. */
export type SumWindow = { readonly sum: number; readonly count: number };

/**
 * The 95 % interval of a mean, the sums over the counts, whose samples come in successive windows: overlapping batch
 * means (Meketon and Schmeiser, "Overlapping batch means: something for nothing?", Winter Simulation Conference 1984), whose
 * variance is that of moving blocks, of the ratio's residuals `sum − mean · count` (Cochran, Sampling Techniques, 6.3).
 * null with fewer than ten windows that have samples. The same seed, the same answer.
 */
export function meanInterval(
  windows: readonly SumWindow[],
  seed: number,
): { readonly low: number; readonly high: number } | null {
  const filled = windows.filter(({ count }) => count > 0);
  if (filled.length < fewestWindows) return null;
  const total = filled.reduce((sum, window) => sum + window.sum, 0);
  const count = filled.reduce((sum, window) => sum + window.count, 0);
  const mean = total / count;
  const values = Float64Array.from(filled, (window) => window.sum - mean * window.count);
  const persistence = persistenceOf(values);
  const length = blockLengthFor(filled.length, persistence);
  const error = Math.sqrt(sumVariance(values, { length, persistence, seed })) / count;
  const reach = blockReach(filled.length, length) * error;
  return { low: mean - reach, high: mean + reach };
}
