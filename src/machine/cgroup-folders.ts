import { dirname, join, relative } from 'node:path/posix';

type Mount = { readonly root: string; readonly point: string; readonly isUnified: boolean };

/**
 * The folders of a process's control group that know of a controller, its own before those above it, which may
 * set a limit too: of the unified hierarchy (version 2), and of the controller's own (version 1). From the texts of
 * /proc/self/cgroup and /proc/self/mountinfo; none where there are no control groups.
 */
export function cgroupFolders(controller: 'cpu' | 'memory', cgroup: string, mountinfo: string): string[] {
  const mounts = mountinfo.split('\n').flatMap((line) => parseMount(line, controller));
  return cgroup.split('\n').flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) return [];
    const isUnified = controllers === '';
    if (!isUnified && !controllers.split(',').includes(controller)) return [];
    const mount = mounts.find((each) => each.isUnified === isUnified);
    return mount === undefined ? [] : foldersUpwards(mount, path);
  });
}

/** `31 23 0:29 ROOT POINT rw,relatime shared:9 - cgroup cgroup rw,cpu`: proc_pid_mountinfo(5). */
function parseMount(line: string, controller: string): Mount[] {
  const [before = '', after = ''] = line.split(' - ');
  const [, , , root, point] = before.split(' ');
  const [type, , options = ''] = after.split(' ');
  if (root === undefined || point === undefined) return [];
  const isUnified = type === 'cgroup2';
  if (!isUnified && (type !== 'cgroup' || !options.split(',').includes(controller))) return [];
  return [{ root: decodeOctal(root), point: decodeOctal(point), isUnified }];
}

/** A container sees its own group at the mount point, whether or not the group's path begins at the mount's root. */
function foldersUpwards({ root, point }: Mount, path: string): string[] {
  const below = relative(root, path);
  const folders = [below.startsWith('..') ? point : join(point, below)];
  for (let folder = folders[0] ?? point; folder !== point;) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}

/** Spaces and the like stand in mountinfo as three octal digits. */
function decodeOctal(path: string): string {
  return path.replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
