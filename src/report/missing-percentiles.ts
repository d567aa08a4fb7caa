import { samplesNeeded, type ReportedQuantile } from '../summary/quantiles.ts';
import { reportWidth, wrap } from '../base/fit.ts';
import { formatCount, noNumber } from './format.ts';
import type { Series } from './series.ts';

/** `– p99 needs ≥ 368 requests, p99.9 ≥ 3,688`: why a table has gaps; nothing when it has none. */
export function missingPercentiles(
  series: readonly Series[],
  quantiles: readonly ReportedQuantile[],
): string[] {
  const missing = missingIn(series, quantiles);
  if (missing.length === 0) return [];
  const requestsLack = missingIn(
    series.filter(({ perRequest }) => perRequest),
    quantiles,
  );
  // A gap in a series of connections isn't filled by more requests.
  const noun = requestsLack.length === missing.length ? 'requests' : 'samples';
  const needs = missing.map(({ label, quantile }, index) => {
    const count = `≥ ${formatCount(samplesNeeded(quantile))}`;
    return index === 0 ? `${label} needs ${count} ${noun}` : `${label} ${count}`;
  });
  return wrap(`${noNumber} ${needs.join(', ')}`, reportWidth);
}

function missingIn(
  series: readonly Series[],
  quantiles: readonly ReportedQuantile[],
): readonly ReportedQuantile[] {
  return quantiles.filter(({ key }) => series.some(({ distribution }) => distribution[key] === null));
}
