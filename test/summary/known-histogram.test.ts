import { describe, expect, it } from 'vitest';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf, growingDistributionOf } from '../../src/summary/distribution.ts';
import { histogramOf } from '../../src/summary/known-histogram.ts';
import { quantileCurve } from '../../src/summary/quantile-curve.ts';

const quantiles = [0, 0.25, 0.5, 0.9, 0.99, 1];

describe('a distribution that goes on to grow', () => {
  it('stays as it was, its histogram too, whenever that is read', () => {
    const samples = samplesOf(1000, (index) => 17 * index);
    const [before, growing] = [distributionOf(samples), growingDistributionOf(samples)];
    samples.record(5_000_000);
    expect(growing).toEqual(before);
    expect(JSON.parse(JSON.stringify(growing))).toEqual(before);
    expect(structuredClone({ ...growing })).toEqual(before);
    expect(quantileCurve(growing, quantiles)).toEqual(quantileCurve(structuredClone(before), quantiles));
  });

  it('may be empty as any other', () => {
    const growing = growingDistributionOf(new Samples());
    expect(growing).toEqual(distributionOf(new Samples()));
    expect(histogramOf(growing)).toBeNull();
  });
});

describe('the histogram of a distribution', () => {
  it('is decoded once', () => {
    const distribution = distributionOf(samplesOf(100, (index) => index));
    expect(histogramOf(distribution)?.count).toBe(100);
    expect(histogramOf(distribution)).toBe(histogramOf(distribution));
  });

  it.each(['', 'not a histogram', 'HISTFAAAAA=='])('is null of a stored text such as %j', (histogram) => {
    const distribution = { ...distributionOf(samplesOf(100, (index) => index)), histogram };
    expect(histogramOf(distribution)).toBeNull();
    expect(quantileCurve(distribution, [0.5])).toEqual([null]);
  });
});

function samplesOf(count: number, usOf: (index: number) => number): Samples {
  const samples = new Samples();
  for (let index = 0; index < count; index++) samples.record(usOf(index));
  return samples;
}
