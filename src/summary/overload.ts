import type { Counters } from '../stats/counters.ts';
import type { Overload } from './result.ts';

/** Fewer starts than this may wait by chance, as in a burst of Poisson arrivals. */
const fewestWaiting = 10;
const leastShare = 0.01;

/**
 * Whether starts of an open model were still waiting for a connection when the load was over. Starts that the
 * generator itself reached too late are not counted: those are start lag.
 */
export function overloadOf(counters: Readonly<Counters>, measuredMs: number): Overload | null {
  const { planned, plannedInWindow, startedInWindow, answeredInWindow } = counters;
  const waiting = plannedInWindow - startedInWindow;
  if (measuredMs === 0 || waiting < Math.max(fewestWaiting, leastShare * planned)) return null;
  return {
    capacityPerS: (answeredInWindow * 1000) / measuredMs,
    queueGrowthPerS: (waiting * 1000) / measuredMs,
  };
}
