import type { Metric } from '../scenario/threshold.ts';
import type { MeasuredEffect, MeasuredKnee, MeasuredPair, MeasuredSide } from './measured.ts';
import { isBound } from './read-latency.ts';
import { exactly, type Reading } from './reading.ts';

/** A figure of sync against async; null where it doesn't have it. */
export function readPair(
  metric: Metric,
  { effect, sync, async, threads, sweep }: MeasuredPair,
): Reading | null {
  switch (metric.kind) {
    case 'speedup':
      return exactly(effect.speedup);
    case 'threads.speedup':
      return exactly(threads?.effect.speedup ?? null);
    case 'efficiency':
      return exactly(percent(effect.scalingEfficiency));
    case 'threads.efficiency':
      return exactly(percent(threads?.effect.scalingEfficiency ?? null));
    case 'inflation':
      return readInflation(effect, sync, async);
    case 'threads.inflation':
      return threads === null ? null : readInflation(threads.effect, sync, threads);
    case 'knee':
      return sweep === null ? null : readKnee(sweep.knee);
    default:
      return null;
  }
}

function readInflation(
  { latencyInflation }: MeasuredEffect,
  sync: MeasuredSide,
  side: MeasuredSide,
): Reading | null {
  const ratio = exactly(latencyInflation);
  if (ratio === null) return null;
  return {
    value: ratio.value,
    lowest: isMedianABound(sync) ? 0 : ratio.value,
    highest: isMedianABound(side) ? Infinity : ratio.value,
  };
}

/** Beyond the highest level it may be anywhere. */
function readKnee(knee: MeasuredKnee): Reading | null {
  if (knee.kind === 'too-few-levels') return null;
  if (knee.kind === 'found') return exactly(knee.concurrency);
  return { value: knee.upTo, lowest: knee.upTo, highest: Infinity };
}

function isMedianABound({ p50Us, serviceTime }: MeasuredSide): boolean {
  return p50Us !== null && isBound(serviceTime, 'p50', p50Us);
}

function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}
