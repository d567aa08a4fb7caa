import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram } from '../../src/stats/histogram.ts';
import { latencyCounts, latencyRangesUs } from '../../src/stats/latency-ranges.ts';

describe('ranges of latency', () => {
  it('begin ever higher, six a decade, from 10 µs to 100 s', () => {
    expect(latencyRangesUs).toHaveLength(43);
    expect(latencyRangesUs.slice(0, 8)).toEqual([10, 15, 20, 30, 50, 70, 100, 150]);
    expect(latencyRangesUs.at(-1)).toBe(1e8);
    expect(latencyRangesUs).toEqual(latencyRangesUs.toSorted((a, b) => a - b));
  });

  it.each([
    [0, 0],
    [9, 0],
    [14, 0],
    [15, 1],
    [99, 5],
    [100, 6],
    [1499, 12],
    [1500, 13],
    [3_600_000_000, 42],
  ])('have %d µs in range %d', (us, range) => {
    const histogram = new Histogram();
    histogram.recordMany(us, 3);
    expect(latencyCounts(histogram)).toEqual(latencyRangesUs.map((_, index) => (index === range ? 3 : 0)));
  });

  it('have each sample once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(4_000_000_000), { maxLength: 50 }), (values) => {
        const histogram = new Histogram();
        for (const us of values) histogram.record(us);
        expect(latencyCounts(histogram).reduce((sum, count) => sum + count)).toBe(values.length);
      }),
    );
  });
});
