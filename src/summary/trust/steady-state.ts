import type { Judge } from './reason.ts';
import { timeText } from './wording.ts';

/** The numbers are of a target that was still changing: as measured, but no other run need find them again. */
export const steadyStateReason: Judge = ({ steadyState }) => {
  if (steadyState === null || steadyState.reached) return null;
  const length = timeText(steadyState.warmupMs * 1000);
  return {
    level: 'degraded',
    signal: 'steady-state',
    message: `the target was not steady yet after a warm-up of ${length}: its latency was still changing`,
    hint: 'warm up for longer (--warmup 60s), or find out what changes in the target',
  };
};
