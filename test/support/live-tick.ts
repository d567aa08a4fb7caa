import type { Tick } from '../../src/run/tick.ts';
import { latencyRangesUs } from '../../src/stats/latency-ranges.ts';

/** Second `second` of a run of 10 s with 50 in flight that goes well, but for what is given. */
export function tickAt(second: number, given: Partial<Tick> = {}): Tick {
  return {
    elapsedMs: second * 1000,
    isWarmup: false,
    lengthMs: 10_000,
    progress: Math.min(1, second / 10),
    answered: second * 61_000,
    failed: 0,
    errors: 0,
    inFlight: 50,
    intervalMs: 1000,
    answeredInInterval: 61_000,
    p50Us: 788,
    p99Us: 1644,
    maxUs: 14_832,
    latencyCounts: countsAt({ 500: 20_000, 700: 40_000, 1500: 900, 10_000: 100 }),
    ...given,
  };
}

/** Samples by the microseconds at which their range begins. */
export function countsAt(samples: Readonly<Record<number, number>>): number[] {
  return latencyRangesUs.map((us) => samples[us] ?? 0);
}
