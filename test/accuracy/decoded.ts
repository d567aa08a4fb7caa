import * as hdr from 'hdr-histogram-js';
import type { Distribution, Result } from '../../src/summary/result.ts';

/** Of every request of an open load. */
export function responseTimes({ latency }: Result): Distribution {
  if (latency.responseTime === null) throw new Error('a closed load has no response times');
  return latency.responseTime.all;
}

/** Any quantile of what a result carries, also where the sample is too small for the result to name it. */
export function quantileMs(distribution: Distribution, quantile: number): number {
  return decode(distribution).getValueAtPercentile(quantile * 100) / 1000;
}

/** How many samples are clearly above. */
export function countAbove(distribution: Distribution, ms: number): number {
  return slotsOf(decode(distribution)).reduce((sum, [us, count]) => (us > ms * 1000 ? sum + count : sum), 0);
}

/** Every sample, the smallest first, in ms: each to the microsecond up to 2 ms, above that up to 0.1 % too high. */
export function samplesMs(distribution: Distribution): number[] {
  return slotsOf(decode(distribution)).flatMap(([us, count]) =>
    Array.from({ length: count }, () => us / 1000),
  );
}

/** The same of these times, were they in a histogram. */
export function asRecordedMs(timesMs: readonly number[]): number[] {
  const histogram = hdr.build({
    lowestDiscernibleValue: 1,
    numberOfSignificantValueDigits: 3,
  }) as hdr.JsHistogram;
  histogram.autoResize = true;
  for (const ms of timesMs) histogram.recordValue(Math.round(ms * 1000));
  return slotsOf(histogram).flatMap(([us, count]) => Array.from({ length: count }, () => us / 1000));
}

type Slot = readonly [us: number, count: number];

function slotsOf(histogram: hdr.JsHistogram): Slot[] {
  const iterator = histogram.recordedValuesIterator;
  const slots: Slot[] = [];
  iterator.reset();
  while (iterator.hasNext()) {
    const { valueIteratedTo, countAtValueIteratedTo } = iterator.next();
    slots.push([valueIteratedTo, countAtValueIteratedTo]);
  }
  return slots;
}

function decode({ histogram }: Distribution): hdr.JsHistogram {
  return hdr.decodeFromCompressedBase64(histogram, 64, false) as hdr.JsHistogram;
}
