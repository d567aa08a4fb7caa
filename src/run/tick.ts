import { loadsOf, workLengthMs } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { answeredCount, endedCount, errorCount } from '../stats/counters.ts';
import { latencyCounts } from '../stats/latency-ranges.ts';
import type { Tally } from '../stats/tally.ts';
import { endedOf, startsAsked } from '../summary/flows.ts';
import { carriedUs } from '../summary/quantiles.ts';

/** What a view of the run in progress may know. */
export type Tick = {
  readonly elapsedMs: number;
  /** Nothing of it counts yet. */
  readonly isWarmup: boolean;
  /** Warm-up included; null when only a count ends the run, or while the warm-up goes on until the target is steady. */
  readonly lengthMs: number | null;
  /** Done so far, 0 to 1; null when unknown. */
  readonly progress: number | null;
  readonly answered: number;
  /** Without a whole response. */
  readonly failed: number;
  /** Failures and timeouts, statuses that aren't expected, failed checks. */
  readonly errors: number;
  readonly inFlight: number;
  /** Length of the newest interval: a second, or what there was of the last one. */
  readonly intervalMs: number;
  /** Of that interval; a percentile is null where the sample is too small. */
  readonly answeredInInterval: number;
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  readonly maxUs: number | null;
  /** How many samples are in each range of latency: six a decade, which begin at 10, 15, 20, 30, 50, 70 µs … 100 s. */
  readonly latencyCounts: readonly number[];
};

/** `elapsedMs` is from the start of the run, as is the end of the warm-up: Infinity while nobody knows it. */
export function tickOf({ work }: Plan, tally: Tally, elapsedMs: number, warmupMs: number): Tick {
  const { timeSeries, counters } = tally;
  const latest = timeSeries.latest();
  const samples = latest?.samples ?? 0;
  const lengthMs = warmupMs + workLengthMs(work);
  const asked = startsAsked(loadsOf(work)) ?? Infinity;
  const answered = answeredCount(counters);
  const progress = Math.max(elapsedMs / lengthMs, endedOf(work, tally) / asked);
  return {
    elapsedMs,
    isWarmup: elapsedMs < warmupMs,
    lengthMs: lengthMs === Infinity ? null : lengthMs,
    progress: progress > 0 ? Math.min(1, progress) : null,
    answered,
    failed: endedCount(counters) - answered,
    errors: errorCount(counters),
    inFlight: latest?.inFlight ?? 0,
    intervalMs: Math.min(1000, Math.max(0, elapsedMs - (latest?.interval ?? 0) * 1000)),
    answeredInInterval: latest?.answered ?? 0,
    p50Us: carriedUs(latest?.p50Us ?? null, 0.5, samples),
    p99Us: carriedUs(latest?.p99Us ?? null, 0.99, samples),
    maxUs: latest?.maxUs ?? null,
    latencyCounts: latencyCounts(timeSeries.latestLatency()),
  };
}
