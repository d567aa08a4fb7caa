import type { Delta, GeneratorSecond } from '../stats/delta.ts';
import { Histogram } from '../stats/histogram.ts';
import { carriedUs } from '../summary/quantiles.ts';
import type { WorkerHealth } from '../summary/result.ts';
import type { WorkerVitals } from './message.ts';

/** The time from one report of a worker to the next. */
const reportEveryMs = 1000;
/** Of an event loop that has no time left, and of starts that it was late for. */
const saturatedShare = 0.95;
const lateUs = 1000;

/** How one worker fared, from report to report. */
export class WorkerLog {
  readonly #startLag = new Histogram();
  #vitals: WorkerVitals = noVitals;
  #streakMs = 0;
  #saturatedMs = 0;
  #longestGapMs = 0;
  #gapAtMs: number | null = null;

  get peakSockets(): number {
    return this.#vitals.peakSockets;
  }

  add({ samples }: Pick<Delta, 'samples'>, vitals: WorkerVitals): GeneratorSecond {
    const before = this.#vitals;
    this.#vitals = vitals;
    const spanMs = vitals.elapsedMs - before.elapsedMs;
    const workedMs = vitals.activeMs - before.activeMs - (vitals.spunMs - before.spunMs);
    // The last report comes after a part of a second: a few milliseconds tell nothing of all of it.
    const busyShare = Math.min(1, Math.max(0, workedMs / Math.max(spanMs, reportEveryMs)));
    this.#countGap(before.elapsedMs, Math.max(spanMs - reportEveryMs, vitals.standstillMs));
    this.#countStreak(spanMs, busyShare > saturatedShare && isLate(samples));
    if (samples.startLag !== undefined) this.#startLag.merge(samples.startLag.histogram);
    return { busyShare, gcPauseMs: vitals.gcPauseMs };
  }

  health(): Omit<WorkerHealth, 'worker' | 'pid' | 'state'> {
    const { elapsedMs, activeMs, gcPauseMs: _lately, standstillMs: _since, ...vitals } = this.#vitals;
    return {
      ...vitals,
      eventLoopUtilization: elapsedMs > 0 ? Math.min(1, activeMs / elapsedMs) : 0,
      startLagP99Us: carriedUs(this.#startLag.quantileUs(0.99), 0.99, this.#startLag.count),
      saturatedMs: this.#saturatedMs,
      longestGapMs: this.#longestGapMs,
      gapAtMs: this.#gapAtMs,
    };
  }

  #countGap(fromMs: number, gapMs: number): void {
    if (gapMs <= this.#longestGapMs) return;
    this.#longestGapMs = gapMs;
    this.#gapAtMs = fromMs;
  }

  #countStreak(spanMs: number, isSaturated: boolean): void {
    this.#streakMs = isSaturated ? this.#streakMs + spanMs : 0;
    this.#saturatedMs = Math.max(this.#saturatedMs, this.#streakMs);
  }
}

function isLate({ startLag }: Delta['samples']): boolean {
  if (startLag === undefined) return false;
  const lag = new Histogram();
  lag.merge(startLag.histogram);
  return (lag.quantileUs(0.99) ?? 0) > lateUs;
}

const noVitals: WorkerVitals = {
  elapsedMs: 0,
  cpuMs: 0,
  activeMs: 0,
  spunMs: 0,
  runQueueWaitMs: null,
  standstillMs: 0,
  gcPauseMs: 0,
  maxGcPauseMs: 0,
  peakRssBytes: 0,
  peakSockets: 0,
};
