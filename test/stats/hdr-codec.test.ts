import * as fc from 'fast-check';
import * as hdr from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { decodeHistogram, encodeHistogram } from '../../src/stats/hdr-codec.ts';
import { Histogram, highestUs } from '../../src/stats/histogram.ts';

const anyCounts = fc.array(fc.tuple(fc.integer({ min: 0, max: highestUs }), fc.integer({ min: 1, max: 5 })), {
  minLength: 1,
  maxLength: 100,
});

describe('an encoded histogram', () => {
  it('is read by another HdrHistogram library as the same counts and percentiles', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const histogram = histogramOf(counts);
        const decoded = decode(histogram);
        expect(countsIn(decoded)).toEqual([...histogram.values()]);
        for (const quantile of [0.01, 0.5, 0.9, 0.99, 0.999, 1]) {
          // The exact extremes are not part of the format.
          const us = Math.min(decoded.getValueAtPercentile(quantile * 100), histogram.maxUs ?? 0);
          expect(us).toBe(histogram.quantileUs(quantile));
        }
      }),
    );
  });

  it('keeps counts beyond 32 bits', () => {
    const histogram = new Histogram();
    const many = 2 ** 33 + 1;
    histogram.record(1500);
    const counts = histogram.counts();
    histogram.merge({ ...counts, count: many - 1, counts: Float64Array.of(many - 1) });
    expect(countsIn(decode(histogram))).toEqual([[1500, many]]);
  });

  it('says its unit and resolution: whole units from 1 to an hour of them, 3 digits', () => {
    const decoded = decode(histogramOf([[1, 1]]));
    expect(decoded.numberOfSignificantValueDigits).toBe(3);
    expect(decoded.highestTrackableValue).toBe(highestUs);
  });

  it('is the empty text when nothing was recorded', () => {
    expect(encodeHistogram(new Histogram())).toBe('');
  });
});

describe('a decoded histogram', () => {
  it('has the counts that were encoded, and percentiles to the resolution of its slots', () => {
    fc.assert(
      fc.property(anyCounts, (counts) => {
        const histogram = histogramOf(counts);
        const decoded = decodeHistogram(encodeHistogram(histogram));
        expect([...decoded.values()]).toEqual([...histogram.values()]);
        expect(decoded.count).toBe(histogram.count);
        const [exactUs, us] = [histogram.quantileUs(0.5) ?? 0, decoded.quantileUs(0.5) ?? 0];
        expect(Math.abs(us - exactUs)).toBeLessThanOrEqual(0.001 * exactUs);
      }),
    );
  });

  it('is empty when the text is', () => {
    expect(decodeHistogram('').count).toBe(0);
  });
});

function histogramOf(counts: readonly (readonly [us: number, count: number])[]): Histogram {
  const histogram = new Histogram();
  for (const [us, count] of counts) {
    for (let time = 0; time < count; time++) histogram.record(us);
  }
  return histogram;
}

function decode(histogram: Histogram): hdr.JsHistogram {
  return hdr.decodeFromCompressedBase64(encodeHistogram(histogram), 64, false) as hdr.JsHistogram;
}

/** Every occupied slot as its lowest value, with its count. */
function countsIn(decoded: hdr.JsHistogram): [us: number, count: number][] {
  const counts: [number, number][] = [];
  const slots = decoded.recordedValuesIterator;
  slots.reset();
  while (slots.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = slots.next();
    counts.push([decoded.lowestEquivalentValue(valueIteratedTo), countAtValueIteratedTo]);
  }
  return counts;
}
