import { Histogram } from '../stats/histogram.ts';
import { encodeHistogram } from '../stats/hdr-codec.ts';
import type { Samples } from '../stats/samples.ts';
import { lazilyEncoded } from './known-histogram.ts';
import { carriedUs, reportedQuantiles } from './quantiles.ts';
import type { Distribution, OkAndAll } from './result.ts';

/** One distribution over several sets of samples, such as `ok` and the rest for `all`. */
export function distributionOf(...parts: readonly Samples[]): Distribution {
  const { histogram, ...numbers } = distributed(parts);
  return { ...numbers, histogram: encodeHistogram(histogram) };
}

/** The same of samples that go on to grow: its histogram is encoded when it is read. */
export function growingDistributionOf(...parts: readonly Samples[]): Distribution {
  const { histogram, ...numbers } = distributed(parts);
  return lazilyEncoded(numbers, histogram);
}

/** The same without its histogram, which takes as long to encode as all the rest. */
export function unencodedDistributionOf(...parts: readonly Samples[]): Distribution {
  return { ...distributed(parts), histogram: '' };
}

function distributed(parts: readonly Samples[]): Omit<Distribution, 'histogram'> & { histogram: Histogram } {
  const histogram = joined(parts);
  const censored = parts.reduce((sum, part) => sum + part.censored, 0);
  const censoredFromUs = Math.min(...parts.map((part) => part.censoredFromUs));
  const { count, minUs, meanUs, maxUs } = histogram;
  const values = histogram.quantilesUs(reportedQuantiles.map(({ quantile }) => quantile));
  const [p50Us, p75Us, p90Us, p95Us, p99Us, p999Us, p9999Us] = reportedQuantiles.map(({ quantile }, index) =>
    carriedUs(values[index] ?? null, quantile, count),
  );
  return {
    count,
    minUs,
    meanUs,
    p50Us: p50Us ?? null,
    p75Us: p75Us ?? null,
    p90Us: p90Us ?? null,
    p95Us: p95Us ?? null,
    p99Us: p99Us ?? null,
    p999Us: p999Us ?? null,
    p9999Us: p9999Us ?? null,
    maxUs,
    censored,
    censoredFromUs: censored === 0 ? null : Math.round(censoredFromUs),
    histogram,
  };
}

export function okAndAll(
  ok: Samples,
  rest: Samples,
  distribution: typeof distributionOf = distributionOf,
): OkAndAll {
  const answered = distribution(ok);
  return { ok: answered, all: rest.histogram.count === 0 ? answered : distribution(ok, rest) };
}

/** Only to be read: where the others are empty, it is the one that isn't. To copy one takes longer than to read it. */
function joined(parts: readonly Samples[]): Histogram {
  const filled = parts.filter((part) => part.histogram.count > 0);
  const [only] = filled;
  if (only !== undefined && filled.length === 1) return only.histogram;
  const histogram = new Histogram();
  for (const part of filled) histogram.add(part.histogram);
  return histogram;
}
