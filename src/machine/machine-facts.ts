import { arch, availableParallelism, cpus, platform, release, totalmem, type } from 'node:os';
import type { MachineFacts } from '../summary/fingerprint.ts';
import { readCgroupLimits } from './cgroup-limits.ts';
import { type ReadText, readFileText } from './read-text.ts';

/** Reads what kind of machine this is: a few small files, about a millisecond. */
export function readMachineFacts(readText: ReadText = readFileText): MachineFacts {
  const { cpuCores, memoryBytes } = readCgroupLimits(readText);
  const model = cpus()[0]?.model.trim() ?? '';
  const governor = readText('/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor')?.trim() ?? '';
  return {
    cpuModel: model === '' || model === 'unknown' ? null : model,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    platform: `${platform()} ${arch()}`,
    kernel: `${type()} ${release()}`,
    node: process.version,
    governor: governor === '' ? null : governor,
    cpuLimitCores: cpuCores,
    memoryLimitBytes: memoryBytes !== null && memoryBytes < totalmem() ? memoryBytes : null,
  };
}
