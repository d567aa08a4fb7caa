import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestUs } from '../../src/stats/histogram.ts';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf, unencodedDistributionOf } from '../../src/summary/distribution.ts';
import { quantileCurve } from '../../src/summary/quantile-curve.ts';
import { reportedQuantiles, samplesNeeded } from '../../src/summary/quantiles.ts';

const reported = reportedQuantiles.map(({ quantile }) => quantile);

describe('a curve of quantiles', () => {
  it('has the very percentiles that a distribution reports, and its exact maximum', () => {
    const anyUs = fc.oneof(
      fc.nat(5000),
      fc.double({ min: 0, max: Math.log(highestUs), noNaN: true }).map((log) => Math.round(Math.exp(log))),
    );
    fc.assert(
      fc.property(fc.array(anyUs, { minLength: 1, maxLength: 500 }), (times) => {
        const distribution = distributionOf(samplesOf(times));
        const curve = quantileCurve(distribution, [...reported, 1]);
        const keys = reportedQuantiles.map(({ key }) => distribution[key]);
        expect(curve).toEqual([...keys, distribution.maxUs]);
      }),
    );
  });

  it('rises, and ends where its sample can carry no more', () => {
    const distribution = distributionOf(samplesOf(Array.from({ length: 1000 }, (_, index) => 5 * index + 3)));
    const quantiles = Array.from({ length: 60 }, (_, index) => 1 - 10 ** (-index / 12));
    const curve = quantileCurve(distribution, quantiles);
    const carried = quantiles.filter((quantile) => samplesNeeded(quantile) <= 1000);
    const values = curve.filter((us) => us !== null);
    expect(values).toHaveLength(carried.length);
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect(curve.slice(carried.length)).toEqual(quantiles.slice(carried.length).map(() => null));
    for (const [index, us] of values.entries()) {
      const exact = 5 * Math.max(0, Math.ceil((quantiles[index] ?? 0) * 1000 - 1e-9) - 1) + 3;
      expect(Math.abs(us - exact)).toBeLessThanOrEqual(0.001 * exact);
    }
  });

  it('has nothing to draw of an empty distribution, or of one without its histogram', () => {
    expect(quantileCurve(distributionOf(new Samples()), [0.5, 0.9])).toEqual([null, null]);
    const unencoded = unencodedDistributionOf(samplesOf([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(quantileCurve(unencoded, [0.5, 1])).toEqual([null, null]);
  });
});

function samplesOf(times: readonly number[]): Samples {
  const samples = new Samples();
  for (const us of times) samples.record(us);
  return samples;
}
