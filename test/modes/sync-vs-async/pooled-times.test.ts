import { describe, expect, it } from 'vitest';
import { pooledTimes } from '../../../src/modes/sync-vs-async/pooled-times.ts';
import { Samples } from '../../../src/stats/samples.ts';
import { distributionOf } from '../../../src/summary/distribution.ts';

const first = samplesOf([10_003, 10_005, 20_011], [30_001]);
const second = samplesOf([50_021, 40_017], [25_003, 60_013]);

describe('the times of several rounds', () => {
  it('are what one recorder would have made of all of them, the exact extremes included', () => {
    const { histogram: _pooled, ...pooled } = pooledTimes([first, second].map((one) => distributionOf(one)));
    const { histogram: _whole, ...whole } = distributionOf(first, second);
    expect(pooled).toEqual({ ...whole, meanUs: expect.closeTo(whole.meanUs ?? 0, 6) as number });
    expect(pooled).toMatchObject({
      count: 8,
      minUs: 10_003,
      maxUs: 60_013,
      censored: 3,
      censoredFromUs: 25_003,
    });
  });

  it('are those of a single round themselves', () => {
    const only = distributionOf(first);
    expect(pooledTimes([only])).toBe(only);
  });

  it('of rounds without samples have none', () => {
    const none = distributionOf(new Samples());
    expect(pooledTimes([none, none])).toMatchObject({
      count: 0,
      minUs: null,
      maxUs: null,
      censoredFromUs: null,
    });
    expect(pooledTimes([none, distributionOf(second)])).toMatchObject({ count: 4, minUs: 25_003 });
  });
});

function samplesOf(times: readonly number[], bounds: readonly number[]): Samples {
  const samples = new Samples();
  for (const us of times) samples.record(us);
  for (const us of bounds) samples.recordBound(us);
  return samples;
}
