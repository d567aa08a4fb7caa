import { describe, expect, it } from 'vitest';
import { Samples } from '../../src/stats/samples.ts';
import { distributionOf, okAndAll, unencodedDistributionOf } from '../../src/summary/distribution.ts';
import { reportedQuantiles, samplesNeeded } from '../../src/summary/quantiles.ts';

describe('a distribution', () => {
  it('has exact extremes and mean, and percentiles within 0.1 %', () => {
    const distribution = distributionOf(samplesOf(1000, (index) => 10 * (index + 1)));
    expect(distribution).toMatchObject({ count: 1000, minUs: 10, meanUs: 5005, maxUs: 10_000 });
    expect(distribution.p50Us).toBe(5003);
    expect(distribution.p99Us).toBe(9903);
  });

  it.each([
    ['p50Us', 0.5, 6],
    ['p75Us', 0.75, 13],
    ['p90Us', 0.9, 36],
    ['p95Us', 0.95, 72],
    ['p99Us', 0.99, 368],
    ['p999Us', 0.999, 3688],
    ['p9999Us', 0.9999, 36_887],
  ] as const)('has %s from as many samples on as carry it', (key, quantile, needed) => {
    expect(samplesNeeded(quantile)).toBe(needed);
    expect(distributionOf(samplesOf(needed - 1, () => 5))[key]).toBeNull();
    expect(distributionOf(samplesOf(needed, () => 5))[key]).toBe(5);
  });

  it('needs a sample so large that its largest lies above the quantile with 97.5 % confidence', () => {
    for (const { quantile } of reportedQuantiles) {
      const needed = samplesNeeded(quantile);
      expect(1 - quantile ** needed).toBeGreaterThanOrEqual(0.975);
      expect(1 - quantile ** (needed - 1)).toBeLessThan(0.975);
    }
  });

  it('has no numbers when it is empty', () => {
    expect(distributionOf(new Samples())).toEqual({
      count: 0,
      minUs: null,
      meanUs: null,
      p50Us: null,
      p75Us: null,
      p90Us: null,
      p95Us: null,
      p99Us: null,
      p999Us: null,
      p9999Us: null,
      maxUs: null,
      censored: 0,
      censoredFromUs: null,
      histogram: '',
    });
  });

  it('says how many samples are lower bounds, and from where on its numbers are', () => {
    const [ok, rest] = [samplesOf(10, () => 100), new Samples()];
    rest.recordBound(70.4);
    rest.recordBound(900);
    const { ok: answered, all } = okAndAll(ok, rest);
    expect([answered.count, answered.censored, answered.censoredFromUs]).toEqual([10, 0, null]);
    expect([all.count, all.censored, all.censoredFromUs]).toEqual([12, 2, 70]);
    expect([all.minUs, all.maxUs]).toEqual([70, 900]);
  });

  it('without its histogram has the same numbers', () => {
    const [ok, rest] = [samplesOf(5000, (index) => 7 * index), new Samples()];
    rest.recordBound(70.4);
    expect(unencodedDistributionOf(ok, rest)).toEqual({ ...distributionOf(ok, rest), histogram: '' });
    expect(okAndAll(ok, rest, unencodedDistributionOf)).toEqual({
      ok: unencodedDistributionOf(ok),
      all: unencodedDistributionOf(ok, rest),
    });
  });

  it('leaves its parts as they were', () => {
    const [ok, rest] = [samplesOf(3, () => 1), samplesOf(4, () => 2)];
    expect([okAndAll(ok, rest).all.count, okAndAll(ok, rest).all.count]).toEqual([7, 7]);
    expect([ok.histogram.count, rest.histogram.count]).toEqual([3, 4]);
  });
});

function samplesOf(count: number, usOf: (index: number) => number): Samples {
  const samples = new Samples();
  for (let index = 0; index < count; index++) samples.record(usOf(index));
  return samples;
}
