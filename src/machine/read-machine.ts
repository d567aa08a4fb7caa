import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Machine } from '../plan/machine.ts';

/** Reads this machine's limits; what a system doesn't tell counts as unlimited. */
export function readMachine(): Machine {
  return {
    cores: availableParallelism(),
    openFilesPerProcess: openFilesLimit(),
    openFilesFree: openFilesFree(),
    ephemeralPorts: ephemeralPorts(),
  };
}

/** Node raises its soft limit to the hard one when it starts, so the hard limit is what workers will have. */
function openFilesLimit(): number {
  const match = /^Max open files\s+(\S+)\s+(\S+)/m.exec(read('/proc/self/limits'));
  return match?.[2] === undefined || match[2] === 'unlimited' ? Infinity : Number(match[2]);
}

function openFilesFree(): number {
  const [used, , max] = numbers(read('/proc/sys/fs/file-nr'));
  return used === undefined || max === undefined ? Infinity : max - used;
}

function ephemeralPorts(): number {
  const [first, last] = numbers(read('/proc/sys/net/ipv4/ip_local_port_range'));
  return first === undefined || last === undefined ? 16_384 : last - first + 1;
}

function numbers(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
