import type { Plan } from '../plan/plan.ts';
import { endedCount } from '../stats/counters.ts';
import type { Tally } from '../stats/tally.ts';
import { loadLengthMs } from './load-length.ts';

/** What a view of the run in progress may know. */
export type Tick = {
  readonly elapsedMs: number;
  /** Warm-up included; null when only a count ends the run. */
  readonly lengthMs: number | null;
  /** Done so far, 0 to 1; null when unknown. */
  readonly progress: number | null;
  readonly answered: number;
  readonly failed: number;
  readonly inFlight: number;
  /** Of the newest interval. */
  readonly answeredInInterval: number;
  readonly p50Us: number | null;
  readonly p99Us: number | null;
};

/** `elapsedMs` is from the start of the run. */
export function tickOf(plan: Plan, { timeSeries, counters }: Tally, elapsedMs: number): Tick {
  const latest = timeSeries.latest();
  const lengthMs = plan.warmupMs + loadLengthMs(plan.load);
  const iterations = plan.load.kind === 'shared-iterations' ? plan.load.iterations : Infinity;
  const ended = endedCount(counters);
  const answered = counters.ok + counters.httpError;
  const progress = Math.max(elapsedMs / lengthMs, ended / iterations);
  return {
    elapsedMs,
    lengthMs: lengthMs === Infinity ? null : lengthMs,
    progress: progress > 0 ? Math.min(1, progress) : null,
    answered,
    failed: ended - answered,
    inFlight: latest?.inFlight ?? 0,
    answeredInInterval: latest?.answered ?? 0,
    p50Us: latest?.p50Us ?? null,
    p99Us: latest?.p99Us ?? null,
  };
}
