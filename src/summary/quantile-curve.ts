import { histogramOf } from './known-histogram.ts';
import { carriedUs } from './quantiles.ts';
import type { Distribution } from './result.ts';

/**
 * Values of a distribution at quantiles in ascending order, 0 to 1; null where its sample is too small to carry one, and all
 * of a histogram that was changed by hand.
 */
export function quantileCurve(
  distribution: Distribution,
  quantiles: readonly number[],
): readonly (number | null)[] {
  const histogram = histogramOf(distribution);
  if (histogram === null || histogram.count === 0) return quantiles.map(() => null);
  const { count, maxUs } = distribution;
  const values = histogram.quantilesUs(quantiles);
  return quantiles.map((quantile, index) => {
    const us = values[index] ?? null;
    // Of the highest slot the encoded form has forgotten where in it the maximum was.
    return carriedUs(us === histogram.maxUs ? maxUs : us, quantile, count);
  });
}
