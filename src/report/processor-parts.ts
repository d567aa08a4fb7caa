import type { Result, ShareSeen } from '../summary/result.ts';
import { longestCpuWait } from '../summary/trust/cpu.ts';
import { formatPercent } from './format.ts';

/** Shares below these are on every machine. */
const leastShare = 0.01;
const leastWait = 0.05;

/** What kept the workers from this machine's processors, where that is worth a look: nothing on a quiet one. */
export function processorParts(result: Result): string[] {
  const { system } = result.generator;
  const wait = longestCpuWait(result);
  const parts = [
    ...(wait.share < leastWait ? [] : [`a worker had none for ${formatPercent(wait.share)} of the time`]),
    ...shareText('stolen', system?.stealShare ?? null),
    ...shareText('quota used up', system?.throttledShare ?? null),
  ];
  const pressure = system?.cpuPressureShare ?? null;
  return parts.length === 0 || pressure === null
    ? parts
    : [...parts, `pressure ${formatPercent(pressure.mean)}`];
}

function shareText(what: string, share: ShareSeen | null): string[] {
  return share === null || share.mean < leastShare ? [] : [`${what} ${formatPercent(share.mean)}`];
}
