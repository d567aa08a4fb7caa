import * as hdr from 'hdr-histogram-js';
import { assert } from '../base/assert.ts';
import { Histogram, highestUs } from './histogram.ts';

/**
 * HdrHistogram's V2 compressed form in base64, which every HdrHistogram library reads: microseconds, 3 digits.
 * `''` for an empty histogram.
 */
export function encodeHistogram(histogram: Histogram): string {
  if (histogram.count === 0) return '';
  const encoded = hdr.build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: highestUs,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 64,
    useWebAssembly: false,
  });
  for (const [us, count] of histogram.values()) encoded.recordValueWithCount(us, count);
  return hdr.encodeIntoCompressedBase64(encoded);
}

/** The counts of what {@link encodeHistogram} made; its extremes and sum are only those of the slots. */
export function decodeHistogram(encoded: string): Histogram {
  const histogram = new Histogram();
  if (encoded === '') return histogram;
  const decoded = hdr.decodeFromCompressedBase64(encoded, 64, false);
  assert(decoded instanceof hdr.JsHistogram, 'a histogram was decoded to WebAssembly');
  const slots = decoded.recordedValuesIterator;
  slots.reset();
  while (slots.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = slots.next();
    histogram.recordMany(decoded.lowestEquivalentValue(valueIteratedTo), countAtValueIteratedTo);
  }
  return histogram;
}
