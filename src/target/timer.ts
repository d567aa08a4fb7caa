import { monotonicClock } from '../base/clock.ts';

/**
 * Calls back once `delayMs` have passed, never before. A whole number of milliseconds costs nothing and may come
 * about 1 ms late; a fraction is met to some microseconds, for which the process turns through its last millisecond.
 */
export function afterMs(delayMs: number, then: () => void): void {
  callAt(monotonicClock.now() + delayMs, isExact(delayMs), then);
}

/** See {@link afterMs}: which delays are worth the processor time of an exact end. */
export function isExact(delayMs: number): boolean {
  return !Number.isInteger(delayMs);
}

/** Calls back at an instant of the monotonic clock, at once when it is over. */
export function callAt(dueMs: number, exact: boolean, then: () => void): void {
  const remainingMs = dueMs - monotonicClock.now();
  if (remainingMs <= 0) then();
  else if (exact && remainingMs < 2) setImmediate(callAt, dueMs, exact, then);
  else {
    // In a busy loop Node's timers fire up to 1 ms early, so every firing looks at the clock again.
    const sleepMs = exact ? Math.floor(remainingMs - 1) : Math.ceil(remainingMs);
    setTimeout(callAt, sleepMs, dueMs, exact, then).unref();
  }
}
