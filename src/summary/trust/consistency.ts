import { type Judge, levelAbove } from './reason.ts';
import { instantText, percentText } from './wording.ts';

/** Of all requests, times that didn't fit the histogram. */
const mostClampedShare = 0.001;
const littleLimits = { degraded: 0.05, invalid: 0.15 };
/** Below these, the ends of the run are too large a part of it. */
const leastForLittle = { requests: 1000, ms: 1000 };

export const accountingReason: Judge = ({ accounting }) => {
  if (accounting.balanced) return null;
  return {
    level: 'invalid',
    signal: 'accounting',
    message: 'the accounting does not balance: requests were lost or counted twice',
    hint: 'this is a bug in inrush: please report it with the JSON result',
  };
};

export const clampedReason: Judge = ({ accounting: { clampedSamples, started } }) => {
  const level = levelAbove(clampedSamples, { degraded: 0, invalid: mostClampedShare * started });
  if (level === null) return null;
  const times = clampedSamples === 1 ? '1 time' : `${clampedSamples} times`;
  return {
    level,
    signal: 'clamped-samples',
    message: `${times} below 0 or above 1 h ${clampedSamples === 1 ? 'was' : 'were'} recorded as 0 or 1 h`,
    hint: 'limit requests with --timeout; below 0 means that the clock went backwards: repeat the run elsewhere',
  };
};

/** Over the whole run, and in the second of a worker that was furthest off. */
export const littlesLawReason: Judge = ({ littlesLaw, accounting, wallMs }) => {
  if (accounting.started < leastForLittle.requests || wallMs < leastForLittle.ms) return null;
  const { residual, worstInterval } = littlesLaw;
  const worst = Math.max(residual, worstInterval?.residual ?? 0);
  const level = levelAbove(worst, littleLimits);
  if (level === null) return null;
  const where = worstInterval === null || residual >= worst ? '' : ` at ${instantText(worstInterval.atMs)}`;
  const limit = percentText(littleLimits[level]);
  return {
    level,
    signal: 'littles-law',
    message: `requests in flight and latency disagree by ${percentText(worst)}${where}, above ${limit} (Little's law)`,
    hint: 'a clock or a process was stopped during the run: repeat it on a quiet machine',
  };
};
