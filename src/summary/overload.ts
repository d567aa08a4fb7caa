import { isOpenWork } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import type { Tally } from '../stats/tally.ts';
import type { SeriesPoint } from '../stats/time-series.ts';
import { arrivalsOf } from './flows.ts';
import type { Overload, Trust, TrustSignal } from './result.ts';

/** Fewer starts than this may wait by chance, as in a burst of Poisson arrivals. */
const fewestWaiting = 10;
const leastShare = 0.01;
/** Connections that are being opened anew carry nothing. */
const fullShare = 0.9;
const fewestSeconds = 2;
const secondMs = 1000;
/** What says that a worker didn't run when it should have. */
const starving: readonly TrustSignal[] = [
  'worker-lost',
  'worker-gap',
  'achieved-rate',
  'event-loop',
  'throttling',
  'cpu-wait',
  'local-errors',
];

/** The measured part of a run, from the start of the run. */
export type Measured = { readonly fromMs: number; readonly lengthMs: number };

/**
 * Whether the starts of an open model that wait for a connection have grown in number over the measured part. A queue
 * that the warm-up left behind is neither growth nor capacity that was missing. Nor is it the target's doing when no
 * more wait than fall due in the time that the generator itself was late: those it has started all at once.
 */
export function overloadOf(plan: Plan, tally: Tally, measured: Measured): Overload | null {
  const { planned, plannedInWindow, startedInWindow } = arrivalsOf(plan.work, tally);
  const waiting = plannedInWindow - startedInWindow;
  const { lengthMs } = measured;
  if (!isOpenWork(plan.work) || lengthMs === 0) return null;
  const latestMs = (tally.samples.startLag.histogram.maxUs ?? 0) / 1000;
  const ownBurst = (planned / lengthMs) * latestMs;
  if (waiting < Math.max(fewestWaiting, leastShare * planned, ownBurst)) return null;
  return {
    cause: 'target',
    capacityPerS: capacityPerS(plan, tally, measured, startedInWindow),
    queueGrowthPerS: (waiting * 1000) / lengthMs,
  };
}

/** Iterations start as others end; of requests it is known when each was answered. */
function capacityPerS(plan: Plan, tally: Tally, measured: Measured, startedInWindow: number): number {
  const { work } = plan;
  if (work.kind === 'flows') return (startedInWindow * 1000) / measured.lengthMs;
  const fullPerS = work.load.kind === 'ramping-arrival-rate' ? fullRatePerS(plan, tally, measured) : null;
  return fullPerS ?? (tally.counters.answeredInWindow * 1000) / measured.lengthMs;
}

/** Connections become free when the generator has read the answers: one that had no time to is no witness. */
export function withCause(overload: Overload | null, { reasons }: Trust): Overload | null {
  if (overload === null) return null;
  const isUnclear = reasons.some(
    ({ level, signal }) =>
      starving.includes(signal) || (level === 'invalid' && (signal === 'start-lag' || signal === 'steal')),
  );
  return { ...overload, cause: isUnclear ? 'unclear' : 'target' };
}

/** A ramp asks for less than the target can give for a while: what it can shows while no connection is free. */
function fullRatePerS(
  { connections, pipelining }: Plan,
  { timeSeries }: Tally,
  { fromMs, lengthMs }: Measured,
): number | null {
  const seconds = timeSeries.points();
  const isFull = (point: SeriesPoint | undefined): boolean =>
    point !== undefined && point.inFlight >= fullShare * connections * pipelining;
  const full = seconds.filter(({ interval }, index) => {
    const beginsMs = interval * secondMs;
    const isInside = beginsMs >= fromMs && beginsMs + secondMs <= fromMs + lengthMs;
    return isInside && isFull(seconds[index - 1]) && isFull(seconds[index]);
  });
  if (full.length < fewestSeconds) return null;
  // The median: all connections may be busy by chance at both ends of a second that was not full.
  const answered = full.map((point) => point.answered).toSorted((a, b) => a - b);
  return answered[Math.floor(answered.length / 2)] ?? null;
}
