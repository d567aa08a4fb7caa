import type { MachineFacts } from './fingerprint.ts';

/** Firmware and kernel take a little more or less of it at each boot. */
const memoryTolerance = 1 / 16;

const names: readonly (readonly [Exclude<keyof MachineFacts, 'memoryBytes'>, string])[] = [
  ['cpuModel', 'CPU'],
  ['cores', 'cores'],
  ['platform', 'platform'],
  ['kernel', 'kernel'],
  ['node', 'Node'],
  ['governor', 'governor'],
  ['cpuLimitCores', 'CPU limit'],
  ['memoryLimitBytes', 'memory limit'],
];

/** What isn't the same, such as `cores: 4, now 2`; empty when what holds for one machine holds for the other. */
export function machineDifferences(saved: MachineFacts, now: MachineFacts): string[] {
  const differences = names
    .filter(([fact]) => saved[fact] !== now[fact])
    .map(([fact, name]) => `${name}: ${saved[fact] ?? 'none'}, now ${now[fact] ?? 'none'}`);
  return isSameMemory(saved.memoryBytes, now.memoryBytes)
    ? differences
    : [...differences, 'another memory size'];
}

function isSameMemory(one: number, other: number): boolean {
  return Math.abs(one - other) <= memoryTolerance * Math.max(one, other);
}
