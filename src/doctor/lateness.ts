import type { Clock } from '../base/clock.ts';
import { msToUs } from '../base/units.ts';
import { Pacer } from '../run/pacer.ts';
import type { Timers } from '../run/timers.ts';
import { Histogram } from '../stats/histogram.ts';
import type { Lateness } from './doctor-report.ts';

/** Enough for a p99. */
const samples = 400;
/** Timers that wait at the same time, so that so many don't take long. */
const chains = 8;
const timerDelaysMs = [2, 3, 4, 5];
/** Far enough apart that the pacer sleeps between two starts. */
const startEveryMs = 4;

/** How late timers of some milliseconds fire. Takes about 0.2 s. */
export async function measureTimer(clock: Clock, timers: Timers): Promise<Lateness> {
  const histogram = new Histogram();
  const chain = async (): Promise<void> => {
    for (let turn = 0; turn < samples / chains; turn++) {
      const delayMs = timerDelaysMs[turn % timerDelaysMs.length] ?? 2;
      const dueAt = clock.now() + delayMs;
      await new Promise<void>((resolve) => timers.after(delayMs, resolve));
      record(histogram, clock.now() - dueAt);
    }
  };
  await Promise.all(Array.from({ length: chains }, chain));
  return latenessOf(histogram);
}

/** How late the pacing of an open model releases its starts, when there is nothing else to do. Takes about 1.6 s. */
export async function measurePacing(clock: Clock, timers: Timers): Promise<Lateness> {
  const histogram = new Histogram();
  const from = clock.now() + startEveryMs;
  const starts = Array.from({ length: samples }, (_, index) => from + index * startEveryMs);
  await new Promise<void>((resolve) => {
    const release = (plannedAt: number, now: number): void => record(histogram, now - plannedAt);
    new Pacer(starts, release, resolve, 'auto', clock, timers).start();
  });
  return latenessOf(histogram);
}

/** A timer that is rounded may fire early by a part of a millisecond: that isn't late. */
function record(histogram: Histogram, lateMs: number): void {
  histogram.record(msToUs(Math.max(0, lateMs)));
}

function latenessOf(histogram: Histogram): Lateness {
  return {
    p50Us: histogram.quantileUs(0.5) ?? 0,
    p99Us: histogram.quantileUs(0.99) ?? 0,
    maxUs: histogram.maxUs ?? 0,
  };
}
