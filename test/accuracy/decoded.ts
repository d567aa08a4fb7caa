import * as hdr from 'hdr-histogram-js';
import type { Distribution } from '../../src/summary/result.ts';

/** Any quantile of what a result carries, also where the sample is too small for the result to name it. */
export function quantileMs(distribution: Distribution, quantile: number): number {
  return decode(distribution).getValueAtPercentile(quantile * 100) / 1000;
}

/** How many samples are clearly above. */
export function countAbove(distribution: Distribution, ms: number): number {
  const slots = decode(distribution).recordedValuesIterator;
  let count = 0;
  slots.reset();
  while (slots.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = slots.next();
    if (valueIteratedTo > ms * 1000) count += countAtValueIteratedTo;
  }
  return count;
}

function decode({ histogram }: Distribution): hdr.JsHistogram {
  return hdr.decodeFromCompressedBase64(histogram, 64, false) as hdr.JsHistogram;
}
