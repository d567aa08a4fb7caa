import { confidenceLevel } from '../inference/dependence.ts';
import { type ShareWindow, windowedShareInterval, worthOf } from '../inference/windowed-share.ts';
import { errorCount } from '../stats/counters.ts';
import type { ShareConfidence } from './result.ts';

/** How requests ended, as far as their share of errors goes. */
export type Outcomes = {
  readonly httpError: number;
  readonly checkFailed: number;
  readonly transportError: number;
  readonly timeout: number;
  readonly aborted: number;
  readonly censored: number;
  readonly started: number;
};

/** Of the share of errors; what inrush ended itself might have been one or not. null where nothing was sent. */
export function errorConfidence(
  outcomes: Outcomes,
  windows: readonly ShareWindow[],
  seed: number,
): ShareConfidence | null {
  const { aborted, censored, started } = outcomes;
  const hits = errorCount(outcomes);
  return confidenceOfShare({ hits, open: aborted + censored, count: started }, windows, seed);
}

/** Of the share of checks that pass; null without any. */
export function checkConfidence(
  checks: readonly { readonly passed: number; readonly failed: number }[],
  windows: readonly ShareWindow[],
  seed: number,
): ShareConfidence | null {
  const hits = checks.reduce((sum, { passed }) => sum + passed, 0);
  const count = checks.reduce((sum, { passed, failed }) => sum + passed + failed, 0);
  return confidenceOfShare({ hits, open: 0, count }, windows, seed);
}

function confidenceOfShare(
  counts: { readonly hits: number; readonly open: number; readonly count: number },
  windows: readonly ShareWindow[],
  seed: number,
): ShareConfidence | null {
  // Windows miss what was lost with a worker.
  const told = windows.reduce((sum, { count }) => sum + count, 0);
  const each = told === 0 ? 1 : Math.min(1, worthOf(windows, seed) / told);
  const worth = counts.count * each;
  const interval = windowedShareInterval(counts, worth);
  return interval === null ? null : { level: confidenceLevel, ...interval, worth };
}
