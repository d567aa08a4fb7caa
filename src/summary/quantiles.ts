import type { Distribution } from './result.ts';

export type QuantileKey = Extract<keyof Distribution, `p${number}Us`>;

export type ReportedQuantile = {
  readonly key: QuantileKey;
  readonly label: string;
  readonly quantile: number;
};

/** The percentiles that a result carries, lowest first. */
export const reportedQuantiles: readonly ReportedQuantile[] = [
  { key: 'p50Us', label: 'p50', quantile: 0.5 },
  { key: 'p75Us', label: 'p75', quantile: 0.75 },
  { key: 'p90Us', label: 'p90', quantile: 0.9 },
  { key: 'p95Us', label: 'p95', quantile: 0.95 },
  { key: 'p99Us', label: 'p99', quantile: 0.99 },
  { key: 'p999Us', label: 'p99.9', quantile: 0.999 },
  { key: 'p9999Us', label: 'p99.99', quantile: 0.9999 },
];

/**
 * Fewest samples that carry a quantile between 0 and 1: with `n ≥ ln 0.025 / ln q` the largest sample lies
 * above the true quantile with 97.5 % confidence, as `1 − qⁿ` is the chance that at least one does.
 */
export function samplesNeeded(quantile: number): number {
  return Math.ceil(Math.log(0.025) / Math.log(quantile));
}

/** What a sample of `count` can say of a quantile: its value, or null when it is too small to carry it. */
export function carriedUs(us: number | null, quantile: number, count: number): number | null {
  return count >= samplesNeeded(quantile) ? us : null;
}
