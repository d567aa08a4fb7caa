import { spawnSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** Whether nothing that runs here can reach another machine. */
export function isAlone() {
  return Object.keys(networkInterfaces()).every((name) => name === 'lo');
}

/**
 * Starts this program again in a network that has nothing but loopback, and answers its exit code; null where that is
 * not allowed. For tools that report to somebody, whatever one tells them.
 */
export function runAlone(args) {
  const isRoot = process.getuid?.() === 0;
  const flags = isRoot ? ['--net'] : ['--map-root-user', '--net'];
  const alone = (command) => [
    'unshare',
    [...flags, 'sh', '-c', `ip link set lo up && exec "$@"`, 'sh', ...command],
  ];
  if (spawnSync(...alone(['true']), { stdio: 'ignore' }).status !== 0) return null;
  return spawnSync(...alone([process.execPath, ...args]), { stdio: 'inherit' }).status ?? 1;
}
