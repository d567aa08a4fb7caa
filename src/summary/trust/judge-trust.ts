import type { Trust } from '../result.ts';
import { accountingReason, clampedReason, littlesLawReason } from './consistency.ts';
import { cpuWaitReason, stealReason, throttlingReason } from './cpu.ts';
import { eventLoopReason, generatorLimitReason } from './event-loop.ts';
import { localErrorsReason } from './local-errors.ts';
import type { Judge, Judged } from './reason.ts';
import { startLagReason } from './start-lag.ts';
import { achievedRateReason, missedStartsReason } from './starts.ts';
import { clockReason, gcReason, gapReason, lostWorkerReason } from './stops.ts';
import { steadyStateReason } from './steady-state.ts';

/** What makes the numbers wrong comes before what explains it. */
const judges: readonly Judge[] = [
  accountingReason,
  clampedReason,
  littlesLawReason,
  lostWorkerReason,
  gapReason,
  clockReason,
  missedStartsReason,
  achievedRateReason,
  startLagReason,
  eventLoopReason,
  generatorLimitReason,
  gcReason,
  localErrorsReason,
  throttlingReason,
  stealReason,
  cpuWaitReason,
  steadyStateReason,
];

/**
 * Whether the numbers can be believed, from the generator's own signals; the worst reasons come first. The limits are
 * explained in docs/measuring.md. None of them looks at how fast the target is: a slow one is a finding.
 */
export function judgeTrust(result: Judged): Trust {
  const found = judges.map((judge) => judge(result)).filter((reason) => reason !== null);
  const invalid = found.filter(({ level }) => level === 'invalid');
  const degraded = found.filter(({ level }) => level === 'degraded');
  const level = invalid.length > 0 ? 'invalid' : degraded.length > 0 ? 'degraded' : 'ok';
  return { level, reasons: [...invalid, ...degraded] };
}
