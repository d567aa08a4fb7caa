import { join } from 'node:path/posix';
import { cgroupFolders } from './cgroup-folders.ts';
import type { ReadText } from './read-text.ts';

/** What the control groups of this process, and those above them, allow; null where nothing limits. */
export type CgroupLimits = { readonly cpuCores: number | null; readonly memoryBytes: number | null };

/** Version 1 writes "none" as a number close to 2⁶³. */
const noLimitBytes = 2 ** 60;

/** Reads version 1 and 2, whichever there is. A limit at any level binds, so the smallest counts. */
export function readCgroupLimits(readText: ReadText): CgroupLimits {
  const cgroup = readText('/proc/self/cgroup') ?? '';
  const mountinfo = readText('/proc/self/mountinfo') ?? '';
  const text = (folder: string, name: string): string => readText(join(folder, name)) ?? '';
  return {
    cpuCores: smallest(
      cgroupFolders('cpu', cgroup, mountinfo).map(
        (folder) =>
          parseCpuMax(text(folder, 'cpu.max')) ??
          parseCfsQuota(text(folder, 'cpu.cfs_quota_us'), text(folder, 'cpu.cfs_period_us')),
      ),
    ),
    memoryBytes: smallest(
      cgroupFolders('memory', cgroup, mountinfo).map(
        (folder) =>
          parseMemoryLimit(text(folder, 'memory.max')) ??
          parseMemoryLimit(text(folder, 'memory.limit_in_bytes')),
      ),
    ),
  };
}

/** Version 2, `200000 100000` or `max 100000`: quota and period in µs. In cores. */
function parseCpuMax(text: string): number | null {
  const [quota = '', period = ''] = text.trim().split(/\s+/);
  return parseCfsQuota(quota, period);
}

/** Version 1 says -1 for no quota. In cores. */
function parseCfsQuota(quota: string, period: string): number | null {
  const cores = wholeNumber(quota) / wholeNumber(period);
  return cores > 0 && Number.isFinite(cores) ? cores : null;
}

function parseMemoryLimit(text: string): number | null {
  const bytes = wholeNumber(text);
  return bytes > 0 && bytes < noLimitBytes ? bytes : null;
}

/** NaN for everything else, `max` and `-1` among it. */
function wholeNumber(text: string): number {
  const digits = text.trim();
  return /^\d+$/.test(digits) ? Number(digits) : NaN;
}

function smallest(limits: readonly (number | null)[]): number | null {
  const known = limits.filter((limit) => limit !== null);
  return known.length === 0 ? null : Math.min(...known);
}
