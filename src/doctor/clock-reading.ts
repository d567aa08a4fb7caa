import type { Clock } from '../base/clock.ts';
import type { ClockReading } from './doctor-report.ts';

const batches = 15;
const readingsPerBatch = 5000;

/** Reads the clock again and again, for some milliseconds: what that costs (the median batch), and its smallest step. */
export function measureClock(clock: Clock): Omit<ClockReading, 'source'> {
  let smallestStepMs = Infinity;
  const batchesMs = Array.from({ length: batches }, () => {
    const startedAt = clock.now();
    let previous = startedAt;
    for (let reading = 1; reading < readingsPerBatch; reading++) {
      const now = clock.now();
      if (now > previous && now - previous < smallestStepMs) smallestStepMs = now - previous;
      previous = now;
    }
    return clock.now() - startedAt;
  });
  const medianMs = batchesMs.toSorted((a, b) => a - b)[Math.floor(batches / 2)] ?? 0;
  return {
    resolutionNs: Math.round(smallestStepMs * 1e6),
    readingNs: Math.round((medianMs * 1e6) / readingsPerBatch),
  };
}
