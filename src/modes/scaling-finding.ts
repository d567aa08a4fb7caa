import type { Effect, Finding } from './comparison-result.ts';

/** Of the ideal speed-up; what is lost below that is the last, unfilled round and the generator's own work. */
const scalesFrom = 0.75;
/** A speed-up below this is overlap of network and work, not work done at once. */
const serialisesBelow = 1.5;

/**
 * Says in one sentence what the comparison means. The target works on `handledAtOnce` requests at once by
 * Little's law (async throughput × sync service time); when that reaches the concurrency, it scales.
 */
export function findScaling(effect: Effect, concurrency: number): Finding {
  const { speedup, scalingEfficiency, latencyInflation, handledAtOnce } = effect;
  if (speedup === null || scalingEfficiency === null || handledAtOnce === null || latencyInflation === null) {
    return { kind: 'no-comparison', sentence: 'Nothing to compare: at least one side had no answer.' };
  }
  if (concurrency === 1) {
    const sentence = 'Both sides had one request in flight: raise -c to compare sync with async.';
    return { kind: 'no-comparison', sentence };
  }
  const times = latencyInflation.toFixed(1);
  if (scalingEfficiency >= scalesFrom) {
    const sentence = `It scales: your target handles ${concurrency} requests at once; there latency is ${times}×.`;
    return { kind: 'scales', sentence };
  }
  if (speedup < serialisesBelow) {
    const sentence = `It serialises: your target handles one request at a time; with ${concurrency} in flight latency is ${times}×.`;
    return { kind: 'serialises', sentence };
  }
  const atOnce = Math.max(2, Math.min(concurrency, Math.round(handledAtOnce)));
  const sentence = `It saturates: your target handles about ${atOnce} requests at once; with ${concurrency} in flight latency is ${times}×.`;
  return { kind: 'saturates', sentence };
}
