import type { ShareSeen, TrustReason } from '../result.ts';
import { type Judge, type Judged, levelAbove } from './reason.ts';
import { percentText, workerText } from './wording.ts';

const shareLimits = { degraded: 0.02, invalid: 0.2 };
/** Of one second: a fifth of it without a processor. */
const mostOfSecond = 0.2;
const waitLimits = { degraded: 0.1, invalid: 0.25 };
/** In a shorter run a single time slice of somebody else is a large part. */
const leastRunMs = 1000;

export const stealReason: Judge = ({ generator: { system } }) =>
  shareReason(system?.stealShare ?? null, {
    signal: 'steal',
    what: "other virtual machines took this machine's processors",
    hint: 'repeat the run when the host is quieter, or on a machine that is not shared',
  });

export const throttlingReason: Judge = ({ generator: { system } }) =>
  shareReason(system?.throttledShare ?? null, {
    signal: 'throttling',
    what: 'the CPU quota of this container was used up',
    hint: 'raise its quota (docker run --cpus, resources.limits.cpu), or lower the load',
  });

/**
 * What a worker waits for a processor, it adds to every request that it would have read or sent meanwhile. In an open model
 * start lag shows how much that is, and whether it matters beside the times of the target.
 */
export const cpuWaitReason: Judge = (result) => {
  const { workers, system } = result.generator;
  const { worker, share } = longestCpuWait(result);
  const invalid = result.load.model === 'open' ? Infinity : waitLimits.invalid;
  const level = levelAbove(share, { ...waitLimits, invalid });
  if (level === null) return null;
  const pressure = system?.cpuPressureShare ?? null;
  const machine =
    pressure === null ? '' : ` (something waited for one on this machine for ${percentText(pressure.mean)})`;
  const waited = `${workerText(worker, workers.length)} had work and no processor for ${percentText(share)} of the time`;
  return {
    level,
    signal: 'cpu-wait',
    message: `${waited}, above ${percentText(waitLimits[level])}${machine}`,
    hint: 'give generator and target cores of their own (taskset, another machine), and stop what else runs',
  };
};

/**
 * The worker that for most of its time had work to do and no processor; 0 where the system doesn't say. Of an open load
 * that spins until its next start, the same part of the wait is nobody's loss.
 */
export function longestCpuWait(result: Judged): { readonly worker: number; readonly share: number } {
  const { wallMs, measuredMs, load, generator } = result;
  const runMs = load.warmupMs + Math.max(wallMs, measuredMs);
  if (runMs < leastRunMs) return { worker: 0, share: 0 };
  const shares = generator.workers.map(({ runQueueWaitMs, spunMs, eventLoopUtilization }) => {
    const activeMs = Math.max(spunMs, eventLoopUtilization * runMs);
    const workShare = activeMs > 0 ? 1 - spunMs / activeMs : 1;
    return Math.min(1, ((runQueueWaitMs ?? 0) / runMs) * workShare);
  });
  const share = Math.max(0, ...shares);
  return { worker: Math.max(0, shares.indexOf(share)), share };
}

type Shared = { readonly signal: TrustReason['signal']; readonly what: string; readonly hint: string };

function shareReason(seen: ShareSeen | null, { signal, what, hint }: Shared): TrustReason | null {
  if (seen === null) return null;
  const level = levelAbove(seen.mean, shareLimits) ?? (seen.worst > mostOfSecond ? 'degraded' : null);
  if (level === null) return null;
  const limit =
    seen.mean > shareLimits.degraded
      ? `, above ${percentText(shareLimits[level])} (worst second ${percentText(seen.worst)})`
      : `, and ${percentText(seen.worst)} of the worst second, above ${percentText(mostOfSecond)}`;
  return { level, signal, message: `${what} for ${percentText(seen.mean)} of the time${limit}`, hint };
}
