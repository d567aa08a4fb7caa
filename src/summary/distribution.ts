import { Histogram } from '../stats/histogram.ts';
import { encodeHistogram } from '../stats/hdr-codec.ts';
import type { Samples } from '../stats/samples.ts';
import { carriedUs } from './quantiles.ts';
import type { Distribution, OkAndAll } from './result.ts';

/** One distribution over several sets of samples, such as `ok` and the rest for `all`. */
export function distributionOf(...parts: readonly Samples[]): Distribution {
  const histogram = new Histogram();
  for (const part of parts) histogram.add(part.histogram);
  const censored = parts.reduce((sum, part) => sum + part.censored, 0);
  const censoredFromUs = Math.min(...parts.map((part) => part.censoredFromUs));
  return {
    count: histogram.count,
    minUs: histogram.minUs,
    meanUs: histogram.meanUs,
    p50Us: carriedQuantileUs(histogram, 0.5),
    p75Us: carriedQuantileUs(histogram, 0.75),
    p90Us: carriedQuantileUs(histogram, 0.9),
    p95Us: carriedQuantileUs(histogram, 0.95),
    p99Us: carriedQuantileUs(histogram, 0.99),
    p999Us: carriedQuantileUs(histogram, 0.999),
    p9999Us: carriedQuantileUs(histogram, 0.9999),
    maxUs: histogram.maxUs,
    censored,
    censoredFromUs: censored === 0 ? null : Math.round(censoredFromUs),
    histogram: encodeHistogram(histogram),
  };
}

export function okAndAll(ok: Samples, rest: Samples): OkAndAll {
  return { ok: distributionOf(ok), all: distributionOf(ok, rest) };
}

/** null when the sample is too small for this quantile to mean anything. */
function carriedQuantileUs(histogram: Histogram, quantile: number): number | null {
  return carriedUs(histogram.quantileUs(quantile), quantile, histogram.count);
}
