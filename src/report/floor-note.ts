import type { Result } from '../summary/result.ts';
import { formatLatency } from './format.ts';

/** That the median is hardly above what the machine itself takes; null where it is, or where nobody knows. */
export function floorNote({ latency, generator: { fingerprint } }: Result): string | null {
  if (latency.nearFloor !== true || fingerprint === null) return null;
  const floor = formatLatency(fingerprint.floor.p50Us);
  return `p50 is near this machine's floor of ${floor}: a third of it or more is the machine's own`;
}
