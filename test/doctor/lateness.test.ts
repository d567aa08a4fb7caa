import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { measurePacing, measureTimer } from '../../src/doctor/lateness.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualTimers } from '../support/manual-timers.ts';

const nextTurn = promisify(setImmediate);

it('timers are as late as they fire', async () => {
  const clock = new ManualClock();
  const exact = manualTimers(clock);
  let fired = 0;
  // One of a hundred is 5 ms late, the others 0.5 ms.
  const late = (delayMs: number, callback: () => void): (() => void) =>
    exact.after(delayMs + (fired++ % 100 === 99 ? 5 : 0.5), callback);
  const timer = await inTimeOf(clock, measureTimer(clock, { ...exact, after: late }));
  expect(timer.p50Us).toBe(500);
  expect(timer.p99Us).toBe(500);
  expect(timer.maxUs).toBe(5000);
  expect(fired).toBe(400);
});

it('timers that fire early are not late', async () => {
  const clock = new ManualClock();
  const exact = manualTimers(clock);
  const early = {
    ...exact,
    after: (delayMs: number, callback: () => void) => exact.after(delayMs - 0.4, callback),
  };
  expect(await inTimeOf(clock, measureTimer(clock, early))).toEqual({ p50Us: 0, p99Us: 0, maxUs: 0 });
});

it('paced starts are as late as the turns of the loop are long', async () => {
  const clock = new ManualClock(0.1);
  const pacing = await inTimeOf(clock, measurePacing(clock, manualTimers(clock, 0.25)));
  expect(pacing.p50Us).toBeLessThanOrEqual(250);
  expect(pacing.maxUs).toBeLessThanOrEqual(250);
  // 400 starts, 4 ms apart.
  expect(clock.now()).toBeGreaterThanOrEqual(1600);
  expect(clock.now()).toBeLessThan(1610);
});

/** Lets time pass until it is there. */
async function inTimeOf<T>(clock: ManualClock, measuring: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const watched = measuring.finally(() => (state.isOver = true));
  while (!state.isOver) {
    if (!clock.advanceToNext()) await nextTurn();
    else await Promise.resolve();
  }
  return watched;
}
