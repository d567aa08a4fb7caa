import { expect, it } from 'vitest';
import { readMachineFacts } from '../../src/machine/machine-facts.ts';

it('says what this machine is, whatever the system does not tell', () => {
  expect(readMachineFacts(() => null)).toMatchObject({
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    governor: null,
    cpuLimitCores: null,
    memoryLimitBytes: null,
  });
  const { cores, memoryBytes, kernel } = readMachineFacts();
  expect(cores).toBeGreaterThan(0);
  expect(memoryBytes).toBeGreaterThan(1e8);
  expect(kernel).toMatch(/^\S+ \S+/);
});

it('takes a memory limit above the memory for none', () => {
  const files: Record<string, string> = {
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': '31 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw',
    '/sys/fs/cgroup/cpu.max': '200000 100000',
    '/sys/fs/cgroup/memory.max': String(2 ** 50),
    '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor': 'powersave\n',
  };
  const facts = readMachineFacts((path) => files[path] ?? null);
  expect(facts).toMatchObject({ governor: 'powersave', cpuLimitCores: 2, memoryLimitBytes: null });
  files['/sys/fs/cgroup/memory.max'] = '1000000';
  expect(readMachineFacts((path) => files[path] ?? null).memoryLimitBytes).toBe(1_000_000);
});
