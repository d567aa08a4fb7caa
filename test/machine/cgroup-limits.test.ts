import { describe, expect, it } from 'vitest';
import { readCgroupLimits } from '../../src/machine/cgroup-limits.ts';

type Files = Readonly<Record<string, string>>;

const unified = '31 23 0:28 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate';
const cpuMount = '32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct';
const memoryMount = '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory';

const cases: readonly [name: string, files: Files, cpuCores: number | null, memoryBytes: number | null][] = [
  ['no control groups', {}, null, null],
  [
    'version 2 without a limit',
    {
      '/proc/self/cgroup': '0::/user.slice\n',
      '/proc/self/mountinfo': unified,
      '/sys/fs/cgroup/user.slice/cpu.max': 'max 100000\n',
      '/sys/fs/cgroup/user.slice/memory.max': 'max\n',
    },
    null,
    null,
  ],
  [
    'version 2 in a container that sees itself as the root',
    {
      '/proc/self/cgroup': '0::/\n',
      '/proc/self/mountinfo': unified,
      '/sys/fs/cgroup/cpu.max': '150000 100000\n',
      '/sys/fs/cgroup/memory.max': '2147483648\n',
    },
    1.5,
    2_147_483_648,
  ],
  [
    'version 2, the smallest limit on the way up',
    {
      '/proc/self/cgroup': '0::/pods/one\n',
      '/proc/self/mountinfo': unified,
      '/sys/fs/cgroup/pods/one/cpu.max': '400000 100000\n',
      '/sys/fs/cgroup/pods/cpu.max': '100000 50000\n',
      '/sys/fs/cgroup/pods/one/memory.max': 'max\n',
      '/sys/fs/cgroup/pods/memory.max': '1000000\n',
    },
    2,
    1_000_000,
  ],
  [
    'version 1',
    {
      '/proc/self/cgroup': '4:memory:/job\n1:cpu,cpuacct:/job\n0::/\n',
      '/proc/self/mountinfo': `${cpuMount}\n${memoryMount}\n`,
      '/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us': '50000\n',
      '/sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us': '100000\n',
      '/sys/fs/cgroup/memory/job/memory.limit_in_bytes': '536870912\n',
    },
    0.5,
    536_870_912,
  ],
  [
    'version 1 without a limit, which it writes as numbers',
    {
      '/proc/self/cgroup': '4:memory:/\n1:cpu,cpuacct:/\n',
      '/proc/self/mountinfo': `${cpuMount}\n${memoryMount}\n`,
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n',
      '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
      '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
    },
    null,
    null,
  ],
  [
    'files with something else in them',
    {
      '/proc/self/cgroup': '0::/\n',
      '/proc/self/mountinfo': unified,
      '/sys/fs/cgroup/cpu.max': '100000 0\n',
      '/sys/fs/cgroup/memory.max': 'lots\n',
    },
    null,
    null,
  ],
];

describe('the limits of control groups', () => {
  it.each(cases)('%s', (_name, files, cpuCores, memoryBytes) => {
    expect(readCgroupLimits((path) => files[path] ?? null)).toEqual({ cpuCores, memoryBytes });
  });
});
