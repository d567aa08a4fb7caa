import { decodeHistogram } from '../stats/hdr-codec.ts';
import { samplesNeeded } from './quantiles.ts';
import type { Distribution } from './result.ts';

/** Values of a distribution at quantiles in ascending order, 0 to 1; null where its sample is too small to carry one. */
export function quantileCurve(
  { histogram: encoded, count, maxUs }: Distribution,
  quantiles: readonly number[],
): readonly (number | null)[] {
  if (count === 0 || encoded === '') return quantiles.map(() => null);
  const values = decodeHistogram(encoded).quantilesUs(quantiles);
  return quantiles.map((quantile, index) => {
    const us = values[index];
    if (us === undefined || maxUs === null || count < samplesNeeded(quantile)) return null;
    return Math.min(us, maxUs);
  });
}
