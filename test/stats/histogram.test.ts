import * as fc from 'fast-check';
import * as hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { Histogram, highestUs } from '../../src/stats/histogram.ts';

const quantiles = [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1];

/** Microseconds: as many short times as long ones, up to an hour. */
const anyUs = fc.oneof(
  fc.nat(5000),
  fc.integer({ min: 0, max: highestUs }),
  fc.double({ min: 0, max: Math.log(highestUs), noNaN: true }).map((log) => Math.round(Math.exp(log))),
);
const anyTimes = fc.array(anyUs, { maxLength: 400 });
const anyTimesAndOutliers = fc.array(fc.oneof(anyUs, fc.constantFrom(-1, highestUs + 1)), { maxLength: 100 });

describe('a histogram', () => {
  it('has the percentiles of HdrHistogram, up to its own exact maximum', () => {
    fc.assert(
      fc.property(fc.array(anyUs, { minLength: 1, maxLength: 400 }), (times) => {
        const histogram = histogramOf(times);
        const reference = referenceOf(times);
        const maxUs = Math.max(...times);
        for (const quantile of quantiles) {
          const expected = Math.min(reference.getValueAtPercentile(quantile * 100), maxUs);
          expect(histogram.quantileUs(quantile)).toBe(expected);
        }
      }),
    );
  });

  it('has percentiles within 0.1 % of the sorted samples, and never below them', () => {
    fc.assert(
      fc.property(fc.array(anyUs, { minLength: 1, maxLength: 400 }), (times) => {
        const histogram = histogramOf(times);
        const sorted = times.toSorted((a, b) => a - b);
        for (const quantile of quantiles) {
          const exact = sorted[Math.ceil(quantile * times.length - 1e-9) - 1] ?? NaN;
          expect(histogram.quantileUs(quantile)).toBeGreaterThanOrEqual(exact);
          expect(histogram.quantileUs(quantile)).toBeLessThanOrEqual(exact * 1.001);
        }
      }),
    );
  });

  it('has several percentiles at once as it has each by itself', () => {
    const anyQuantiles = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(anyTimes, anyQuantiles, (times, unordered) => {
        const histogram = histogramOf(times);
        const ascending = unordered.toSorted((a, b) => a - b);
        const each = ascending.map((quantile) => histogram.quantileUs(quantile));
        expect(histogram.quantilesUs(ascending)).toEqual(times.length === 0 ? [] : each);
      }),
    );
  });

  it('knows count, minimum, maximum and mean exactly', () => {
    fc.assert(
      fc.property(fc.array(anyUs, { minLength: 1, maxLength: 400 }), (times) => {
        const { count, minUs, maxUs, meanUs } = histogramOf(times);
        const sum = times.reduce((total, us) => total + us, 0);
        expect({ count, minUs, maxUs, meanUs }).toEqual({
          count: times.length,
          minUs: Math.min(...times),
          maxUs: Math.max(...times),
          meanUs: sum / times.length,
        });
      }),
    );
  });

  it('is the same, merged from parts, as recorded in one', () => {
    fc.assert(
      fc.property(fc.array(anyTimesAndOutliers, { maxLength: 6 }), (parts) => {
        const merged = new Histogram();
        for (const times of parts) merged.merge(structuredClone(histogramOf(times).counts()));
        expect(merged.counts()).toEqual(histogramOf(parts.flat()).counts());
        expect([...merged.values()]).toEqual([...histogramOf(parts.flat()).values()]);
      }),
    );
  });

  it('adds another without changing it', () => {
    const [one, other] = [histogramOf([1, 5000]), histogramOf([70, 80_000_000])];
    const before = other.counts();
    one.add(other);
    expect(one.counts()).toEqual(histogramOf([1, 5000, 70, 80_000_000]).counts());
    expect(other.counts()).toEqual(before);
  });

  it('forgets everything when it is reset', () => {
    fc.assert(
      fc.property(anyTimes, anyTimes, (before, after) => {
        const histogram = histogramOf(before);
        histogram.reset();
        expect(histogram.counts()).toEqual(new Histogram().counts());
        for (const us of after) histogram.record(us);
        expect(histogram.counts()).toEqual(histogramOf(after).counts());
      }),
    );
  });

  it('has no numbers while it is empty', () => {
    const { count, minUs, maxUs, meanUs } = new Histogram();
    expect({ count, minUs, maxUs, meanUs }).toEqual({ count: 0, minUs: null, maxUs: null, meanUs: null });
    expect(new Histogram().quantileUs(0.5)).toBeNull();
    expect([...new Histogram().values()]).toEqual([]);
  });

  it('clamps what lies outside 0 to an hour, and counts it', () => {
    const histogram = histogramOf([-1, -0.4, highestUs, highestUs + 0.4, highestUs + 1, Infinity]);
    expect([histogram.count, histogram.clamped]).toEqual([6, 3]);
    expect([histogram.minUs, histogram.maxUs]).toEqual([0, highestUs]);
    expect(histogram.meanUs).toBe((4 * highestUs) / 6);
  });

  it('takes NaN for a bug', () => {
    expect(() => histogramOf([NaN])).toThrow('bug: a histogram was given NaN');
  });

  it('rounds to the nearest microsecond', () => {
    expect([...histogramOf([0.49, 0.5, 1.49, 1.51]).values()]).toEqual([
      [0, 1],
      [1, 2],
      [2, 1],
    ]);
  });
});

describe('a slot', () => {
  it.each([
    [2047, 1],
    [2048, 2],
    [4095, 2],
    [4096, 4],
    [1_048_575, 512],
    [1_048_576, 1024],
    [2 ** 31 - 1, 2 ** 20],
    [2 ** 31, 2 ** 21],
    [highestUs, 2 ** 21],
  ])('at %i µs is %i µs wide', (us, widthUs) => {
    const lowest = Math.floor(us / widthUs) * widthUs;
    const slotOf = (value: number): number | undefined => histogramOf([value]).counts().indexes[0];
    expect([...histogramOf([us]).values()]).toEqual([[lowest, 1]]);
    expect(slotOf(lowest)).toBe(slotOf(us));
    expect(slotOf(lowest - 1)).toBe((slotOf(us) ?? NaN) - 1);
    if (lowest + widthUs > highestUs) return;
    expect(slotOf(lowest + widthUs - 1)).toBe(slotOf(us));
    expect(slotOf(lowest + widthUs)).toBe((slotOf(us) ?? NaN) + 1);
  });

  it('speaks for its highest value in a percentile, within what was recorded', () => {
    expect(histogramOf([4096, 5000]).quantileUs(0.5)).toBe(4099);
    expect(histogramOf([4097]).quantileUs(0.5)).toBe(4097);
  });
});

describe('a quantile', () => {
  it.each([
    [0, 1],
    [0.5, 50],
    [0.501, 51],
    [0.95, 95],
    [0.99, 99],
    [0.991, 100],
    [1, 100],
  ])('%f of 1 to 100 µs is %i µs', (quantile, us) => {
    const times = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(histogramOf(times).quantileUs(quantile)).toBe(us);
  });

  it('suffers no rounding error of its rank: 0.07 of 100 is the 7th', () => {
    const times = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(0.07 * 100).toBeGreaterThan(7);
    expect(histogramOf(times).quantileUs(0.07)).toBe(7);
  });
});

describe('a value recorded many times', () => {
  it('is the same as recorded one by one', () => {
    fc.assert(
      fc.property(fc.array(anyUs, { minLength: 1, maxLength: 20 }), fc.nat(5), (times, more) => {
        const [atOnce, single] = [new Histogram(), new Histogram()];
        for (const us of times) {
          atOnce.recordMany(us, more + 1);
          for (let time = 0; time <= more; time++) single.record(us);
        }
        expect(atOnce.counts()).toEqual(single.counts());
      }),
    );
  });

  it.each([-1, 0.5, NaN, highestUs + 1])('is no %f', (us) => {
    expect(() => new Histogram().recordMany(us, 2)).toThrow('bug: a histogram was given');
  });
});

function histogramOf(times: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const us of times) histogram.record(us);
  return histogram;
}

function referenceOf(times: readonly number[]): hdr.Histogram {
  const reference = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: highestUs,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  });
  for (const us of times) reference.recordValue(us);
  return reference;
}
