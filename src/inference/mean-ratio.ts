import { criticalT } from './student-t.ts';

/** Where the true value lies with that confidence (0 to 1), as far as the repetitions tell. */
export type Interval = { readonly confidence: number; readonly low: number; readonly high: number };

export type MeanRatio = { readonly ratio: number; readonly interval: Interval | null };

const confidence = 0.95;

/**
 * The geometric mean of ratios above 0 that were each measured in a round of their own, with Student's t-interval
 * of the mean logarithm: `exp(m ± t · s / √n)`. Twice and half are as far from 1 on that scale. null without a
 * ratio; no interval of a single one.
 */
export function meanRatio(ratios: readonly number[]): MeanRatio | null {
  if (ratios.length === 0) return null;
  const logs = ratios.map(Math.log);
  const mean = meanOf(logs);
  if (logs.length === 1) return { ratio: Math.exp(mean), interval: null };
  const freedom = logs.length - 1;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / freedom;
  const reach = criticalT(freedom, confidence) * Math.sqrt(variance / logs.length);
  return {
    ratio: Math.exp(mean),
    interval: { confidence, low: Math.exp(mean - reach), high: Math.exp(mean + reach) },
  };
}

/** Of values above 0; NaN of none. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(meanOf(values.map(Math.log)));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
