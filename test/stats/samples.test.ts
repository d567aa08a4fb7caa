import { describe, expect, it } from 'vitest';
import { Samples } from '../../src/stats/samples.ts';

describe('samples', () => {
  it('count lower bounds and remember the smallest', () => {
    const samples = new Samples();
    samples.record(10);
    expect([samples.censored, samples.censoredFromUs]).toEqual([0, Infinity]);
    samples.recordBound(700);
    samples.recordBound(300.4);
    samples.record(20);
    expect([samples.censored, samples.censoredFromUs]).toEqual([2, 300.4]);
    expect(samples.histogram.count).toBe(4);
    expect(samples.histogram.maxUs).toBe(700);
  });

  it('merge what is known and what is a bound', () => {
    const total = new Samples();
    for (const bounds of [[500, 900], [], [400]]) {
      const part = new Samples();
      part.record(50);
      for (const us of bounds) part.recordBound(us);
      total.merge(structuredClone(part.counts()));
    }
    expect([total.censored, total.censoredFromUs, total.histogram.count]).toEqual([3, 400, 6]);
  });

  it('forget everything when they are reset', () => {
    const samples = new Samples();
    samples.recordBound(500);
    samples.reset();
    expect(samples.counts()).toEqual(new Samples().counts());
  });
});
