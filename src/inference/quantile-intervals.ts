import type { HistogramCounts } from '../stats/histogram.ts';
import { autocorrelation } from './autocorrelation.ts';
import {
  blockLengthFor,
  confidenceLevel,
  effectiveCount,
  fewestWindows,
  looksIndependent,
  mostAutocorrelation,
  persistenceOf,
  residuals,
} from './dependence.ts';
import { quantileRanks } from './order-statistics.ts';
import { PooledWindows } from './pooled-windows.ts';

export type QuantileInterval = {
  readonly lowUs: number;
  /** null: the samples don't bound it above. */
  readonly highUs: number | null;
  /** `order-statistic` where all samples may be taken for independent ones. */
  readonly method: 'bootstrap' | 'order-statistic';
};

export type QuantileIntervals = {
  readonly windows: number;
  readonly blockLength: number;
  /** Lag 1, of how much each window has too much below the median of all. */
  readonly autocorrelation: number;
  /** In the order asked for; null where the samples are worth too few independent ones. */
  readonly intervals: readonly (QuantileInterval | null)[];
};

/**
 * 95 % intervals of quantiles (0 to 1) of a series whose samples come in histograms of successive windows of time, in
 * microseconds: those of order statistics, for as many independent samples as the dependent ones are worth. All of
 * them, where neither the windows' autocorrelation nor their dispersion tells of dependence; else as many as the
 * moving-block bootstrap finds. null with fewer than ten windows that have samples. The same seed, the same answer.
 *
 * Percentiles of the bootstrap distribution itself would be too narrow: blocks of the cube root's length miss slow
 * waves, and a sample that missed the worst windows resamples what it has. Where each window has 0.7 of the one before,
 * they held the true p99 in 66 % (30 windows) to 83 % (120) of 200 simulations, these intervals in 91 to 93 %.
 */
export function quantileIntervals(
  windows: readonly HistogramCounts[],
  quantiles: readonly number[],
  seed: number,
): QuantileIntervals | null {
  const filled = windows.filter(({ count }) => count > 0);
  if (filled.length < fewestWindows) return null;
  const pooled = new PooledWindows(filled);
  const aboutMedian = residuals(pooled.split(0.5));
  const correlation = autocorrelation(aboutMedian, 1);
  // Slow waves show best where many samples are on both sides.
  const persistence = Math.max(persistenceOf(aboutMedian), persistenceOf(residuals(pooled.split(0.9))));
  const blocks = { length: blockLengthFor(filled.length, persistence), persistence, seed };
  return {
    windows: filled.length,
    blockLength: blocks.length,
    autocorrelation: correlation,
    intervals: quantiles.map((quantile) => {
      const split = pooled.split(quantile);
      const isIndependent = correlation < mostAutocorrelation && looksIndependent(split);
      const worth = isIndependent ? pooled.count : effectiveCount(split, pooled.count, blocks);
      return intervalOf(pooled, quantile, worth, isIndependent ? 'order-statistic' : 'bootstrap');
    }),
  };
}

/** Ranks among `worth` independent samples are shares of all. */
function intervalOf(
  pooled: PooledWindows,
  quantile: number,
  worth: number,
  method: QuantileInterval['method'],
): QuantileInterval | null {
  const { low, high } = quantileRanks(worth, quantile, confidenceLevel);
  if (low < 1) return null;
  const each = pooled.count / worth;
  return {
    lowUs: pooled.lowestUs(Math.floor(low * each)),
    highUs: high > worth ? null : pooled.highestUs(Math.ceil(high * each)),
    method,
  };
}
