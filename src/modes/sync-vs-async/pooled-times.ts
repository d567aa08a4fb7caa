import { present } from '../../base/assert.ts';
import { decodeHistogram } from '../../stats/hdr-codec.ts';
import { Samples } from '../../stats/samples.ts';
import { distributionOf } from '../../summary/distribution.ts';
import type { Distribution } from '../../summary/result.ts';

/** All samples of several distributions as one: percentiles of several runs are never averaged. */
export function pooledTimes(distributions: readonly Distribution[]): Distribution {
  return distributions.length === 1
    ? present(distributions[0])
    : distributionOf(...distributions.map(samplesOf));
}

function samplesOf(distribution: Distribution): Samples {
  const { count, minUs, maxUs, meanUs, censored, censoredFromUs, histogram } = distribution;
  const samples = new Samples();
  const extremes = { minUs: minUs ?? Infinity, maxUs: maxUs ?? -Infinity, sumUs: (meanUs ?? 0) * count };
  samples.merge({
    histogram: { ...decodeHistogram(histogram).counts(), ...extremes },
    censored,
    censoredFromUs: censoredFromUs ?? Infinity,
  });
  return samples;
}
