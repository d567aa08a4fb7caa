import * as hdr from 'hdr-histogram-js';
import { type Histogram, highestUs } from './histogram.ts';

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
