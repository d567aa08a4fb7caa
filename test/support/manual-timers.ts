import type { Timers } from '../../src/run/timers.ts';
import type { ManualClock } from './manual-clock.ts';

/**
 * The event loop's waiting in a manual clock's time. A turn takes a quarter of a millisecond, of which sums are
 * exact in binary: a start planned on one is reached on it, not a rounding error later.
 */
export function manualTimers(clock: ManualClock, turnMs = 0.25): Timers {
  return {
    after: (delayMs, callback) => clock.schedule(clock.now() + delayMs, callback),
    soon: (callback) => clock.schedule(clock.now() + turnMs, callback),
  };
}
