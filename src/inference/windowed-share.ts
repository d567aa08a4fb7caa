import { binomialInterval, type ShareInterval } from './binomial-interval.ts';
import {
  blockLengthFor,
  confidenceLevel,
  effectiveCount,
  fewestWindows,
  looksIndependent,
  persistenceOf,
  residuals,
} from './dependence.ts';
import type { Split } from './pooled-windows.ts';

/** Tries in one of several windows of time in a row, and how many of them hit. */
export type ShareWindow = { readonly hits: number; readonly count: number };

/**
 * How many independent tries the tries of successive windows are worth: all of them, where neither their order nor their
 * spread tells of dependence, or where there are too few windows to tell; else as many as moving blocks find.
 */
export function worthOf(windows: readonly ShareWindow[], seed: number): number {
  const filled = windows.filter(({ count }) => count > 0);
  const count = filled.reduce((sum, window) => sum + window.count, 0);
  const hits = filled.reduce((sum, window) => sum + window.hits, 0);
  if (filled.length < fewestWindows || hits === 0 || hits === count) return count;
  const split: Split = {
    below: Float64Array.from(filled, (window) => window.hits),
    counts: Float64Array.from(filled, (window) => window.count),
    share: hits / count,
  };
  if (looksIndependent(split)) return count;
  const persistence = persistenceOf(residuals(split));
  const length = blockLengthFor(filled.length, persistence);
  return effectiveCount(split, count, { length, persistence, seed });
}

/**
 * Where the true share lies with 95 % confidence: Clopper and Pearson's interval for as many tries as they are worth (Korn
 * and Graubard, "Confidence intervals for proportions with small expected number of positive counts estimated from survey
 * data", Survey Methodology 24, 1998). `open` tries may have hit or not. null without a try.
 */
export function windowedShareInterval(
  { hits, open, count }: { readonly hits: number; readonly open: number; readonly count: number },
  worth: number,
): ShareInterval | null {
  if (count === 0) return null;
  const each = worth / count;
  // Of rounding: never more hits than tries.
  const of = (some: number): number => Math.min(some * each, worth);
  return {
    low: binomialInterval(of(hits), worth, confidenceLevel).low,
    high: binomialInterval(of(hits + open), worth, confidenceLevel).high,
  };
}
