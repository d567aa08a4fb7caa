import { decodeHistogram, encodeHistogram } from '../stats/hdr-codec.ts';
import { Histogram } from '../stats/histogram.ts';
import type { Distribution } from './result.ts';

/** Decoded once, or never encoded: either takes longer than all that is read of it. */
const known = new WeakMap<Distribution, Histogram>();

/** What a distribution was made of; null without its histogram, or with a stored text that is none. Not to be changed. */
export function histogramOf(distribution: Distribution): Histogram | null {
  const before = known.get(distribution);
  if (before !== undefined) return before;
  if (distribution.count === 0 || distribution.histogram === '') return null;
  const histogram = decoded(distribution.histogram);
  if (histogram !== null) known.set(distribution, histogram);
  return histogram;
}

/**
 * A distribution that goes on to grow, as it is now: its histogram is encoded when somebody reads the text, and for
 * {@link histogramOf} not at all.
 */
export function lazilyEncoded(numbers: Omit<Distribution, 'histogram'>, growing: Histogram): Distribution {
  const histogram = new Histogram();
  histogram.add(growing);
  let encoded: string | null = null;
  const distribution: Distribution = {
    ...numbers,
    get histogram() {
      return (encoded ??= encodeHistogram(histogram));
    },
  };
  if (histogram.count > 0) known.set(distribution, histogram);
  return distribution;
}

/** The schema can't check the text of a stored result. */
function decoded(text: string): Histogram | null {
  try {
    return decodeHistogram(text);
  } catch {
    return null;
  }
}
