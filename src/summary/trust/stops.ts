import type { WorkerHealth } from '../result.ts';
import { inProportion, type Judge, type Judged, levelAbove, worstSecond } from './reason.ts';
import { instantText, moreRoom, timeText, workerText } from './wording.ts';

/** Of the garbage collector, in ms, and the share of the median from which it counts. */
const pauseMs = { degraded: 10, invalid: 100 };
const pauseShares = { degraded: 0.05, invalid: 0.2 };
const gapMs = { degraded: 100, invalid: 1000 };
/** Clocks are set right by some 500 ppm all the time. */
const clockShift = { ms: 500, shareOfRun: 0.001 };

export const lostWorkerReason: Judge = ({ generator: { workers } }) => {
  const lost = workers.filter(({ state }) => state === 'lost');
  const [first] = lost;
  if (first === undefined) return null;
  const who =
    lost.length === 1
      ? workerText(first.worker, workers.length)
      : `${lost.length} of ${workers.length} workers`;
  const message =
    lost.length === 1
      ? `${who} was lost: its share of the load is missing`
      : `${who} were lost: their share is missing`;
  const hint = 'see the reasons of the partial result, then repeat the run';
  return { level: 'invalid', signal: 'worker-lost', message, hint };
};

/** A worker that doesn't run neither sends nor reads: what ends meanwhile ends late in the numbers. */
export const gapReason: Judge = (result) => {
  const { workers } = result.generator;
  const worst = largestBy(workers, ({ longestGapMs }) => longestGapMs);
  if (worst === null) return null;
  const leastMs = inProportion(result, gapMs.degraded * 1000, pauseShares.degraded) / 1000;
  // However slow the target: a process that stood still for so long was stopped.
  const limits = { degraded: Math.min(leastMs, gapMs.invalid), invalid: gapMs.invalid };
  const found = levelAbove(worst.longestGapMs, limits);
  if (found === null) return null;
  const isOutside = isInWarmup(result, worst);
  if (isOutside && found === 'degraded') return null;
  const level = isOutside ? 'degraded' : found;
  const at = worst.gapAtMs === null ? '' : ` after ${instantText(worst.gapAtMs)}`;
  const stood = `${workerText(worst.worker, workers.length)} stood still for ${timeText(worst.longestGapMs * 1000)}${at}`;
  return {
    level,
    signal: 'worker-gap',
    message: `${stood}, above ${timeText(limits[found] * 1000)}`,
    hint: 'find what stopped it: a busy or suspended machine, swapping, SIGSTOP; then repeat the run',
  };
};

function isInWarmup({ load }: Judged, { gapAtMs, longestGapMs }: WorkerHealth): boolean {
  return gapAtMs !== null && gapAtMs + longestGapMs < load.warmupMs;
}

export const clockReason: Judge = ({ clockShiftMs, wallMs, load }) => {
  const limitMs = clockShift.ms + clockShift.shareOfRun * (wallMs + load.warmupMs);
  if (Math.abs(clockShiftMs) <= limitMs) return null;
  const shift = `the wall clock moved by ${timeText(Math.abs(clockShiftMs) * 1000)} against the monotonic one`;
  return {
    level: 'invalid',
    signal: 'clock',
    message: `${shift}, above ${timeText(limitMs * 1000)}: the machine was suspended, or its clock was set`,
    hint: 'repeat the run on a machine that stays awake, and leave its clock alone meanwhile',
  };
};

/** A pause is nothing to times that are far longer. */
export const gcReason: Judge = (result) => {
  const { workers } = result.generator;
  const worst = worstSecond(result, ({ gcPauseMs }) => gcPauseMs);
  if (worst === null) return null;
  const limits = {
    degraded: inProportion(result, pauseMs.degraded * 1000, pauseShares.degraded) / 1000,
    invalid: inProportion(result, pauseMs.invalid * 1000, pauseShares.invalid) / 1000,
  };
  const level = levelAbove(worst.value, limits);
  if (level === null) return null;
  const paused = workers.find(({ maxGcPauseMs }) => maxGcPauseMs === worst.value);
  const who = paused === undefined ? 'a worker' : workerText(paused.worker, workers.length);
  const pause = `garbage collection stopped ${who} for ${timeText(worst.value * 1000)} at ${instantText(worst.atMs)}`;
  return {
    level,
    signal: 'gc',
    message: `${pause}, above ${timeText(limits[level] * 1000)}`,
    hint: `${moreRoom(result)} so that each worker holds less, or lower -c`,
  };
};

function largestBy(
  workers: readonly WorkerHealth[],
  valueOf: (worker: WorkerHealth) => number,
): WorkerHealth | null {
  return workers.reduce<WorkerHealth | null>(
    (worst, worker) => (worst === null || valueOf(worker) > valueOf(worst) ? worker : worst),
    null,
  );
}
