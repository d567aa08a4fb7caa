import { describe, expect, it } from 'vitest';
import { cgroupFolders } from '../../src/machine/cgroup-folders.ts';

/** A laptop of today: one hierarchy, the process in a scope of its session. */
const sessionCgroup = '0::/user.slice/user-1000.slice/session-3.scope\n';
const unifiedMounts =
  '23 60 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:12 - proc proc rw\n' +
  '35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n';

/** A container without a cgroup namespace: paths are those of the host, and the mount shows only its own part. */
const dockerCgroup =
  '12:pids:/docker/3f2a\n5:cpuset:/docker/3f2a\n4:cpu,cpuacct:/docker/3f2a\n1:name=systemd:/docker/3f2a\n';
const dockerMounts =
  '640 631 0:50 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755\n' +
  '641 640 0:28 /docker/3f2a /sys/fs/cgroup/systemd ro,nosuid master:11 - cgroup cgroup rw,xattr,name=systemd\n' +
  '643 640 0:31 /docker/3f2a /sys/fs/cgroup/cpu,cpuacct ro,nosuid master:15 - cgroup cgroup rw,cpu,cpuacct\n' +
  '644 640 0:32 /docker/3f2a /sys/fs/cgroup/cpuset ro,nosuid master:16 - cgroup cgroup rw,cpuset\n';

/** Both versions side by side, the process at the root of all. */
const hybridCgroup = '9:name=systemd:/\n4:memory:/api/1d8e\n3:cpuset:/\n2:cpuacct:/\n1:cpu:/\n0::/\n';
const hybridMounts =
  '31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755\n' +
  '32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu\n' +
  '33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct\n' +
  '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw\n';

describe('the folders of a control group', () => {
  it.each([
    [
      'of version 2, with those above it',
      sessionCgroup,
      unifiedMounts,
      [
        '/sys/fs/cgroup/user.slice/user-1000.slice/session-3.scope',
        '/sys/fs/cgroup/user.slice/user-1000.slice',
        '/sys/fs/cgroup/user.slice',
        '/sys/fs/cgroup',
      ],
    ],
    ['of version 2 in a namespace of its own', '0::/\n', unifiedMounts, ['/sys/fs/cgroup']],
    [
      'of version 2 that was moved above the namespace',
      '0::/../../init.scope\n',
      unifiedMounts.replace('0:30 /', '0:30 /kubepods/pod1'),
      ['/sys/fs/cgroup'],
    ],
    ['of version 1, in a container', dockerCgroup, dockerMounts, ['/sys/fs/cgroup/cpu,cpuacct']],
    [
      'of version 1, on its host',
      dockerCgroup,
      dockerMounts.replaceAll('/docker/3f2a', '/'),
      [
        '/sys/fs/cgroup/cpu,cpuacct/docker/3f2a',
        '/sys/fs/cgroup/cpu,cpuacct/docker',
        '/sys/fs/cgroup/cpu,cpuacct',
      ],
    ],
    ['of both versions', hybridCgroup, hybridMounts, ['/sys/fs/cgroup/cpu', '/sys/fs/cgroup/unified']],
    [
      'at a mount point with a space',
      '0::/a\n',
      String.raw`35 24 0:30 / /mnt/my\040groups rw - cgroup2 none rw`,
      ['/mnt/my groups/a', '/mnt/my groups'],
    ],
    ['of a controller that is not mounted', '4:cpu,cpuacct:/docker/3f2a\n', unifiedMounts, []],
    ['on a system without any', '', '', []],
    ['from texts that are something else', 'permission denied', '<html>\n - \n', []],
  ])('%s', (_name, cgroup, mountinfo, folders) => {
    expect(cgroupFolders('cpu', cgroup, mountinfo)).toEqual(folders);
  });
});
