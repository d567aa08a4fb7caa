import { availableParallelism } from 'node:os';
import type { Machine } from '../plan/machine.ts';
import { linuxLimits } from './limits.ts';
import { readFileText } from './read-text.ts';

/** What a system has that doesn't tell: the dynamic ports of RFC 6335. */
const usualPorts = 16_384;

/** Reads this machine's limits; what a system doesn't tell counts as unlimited. */
export function readMachine(): Machine {
  const { descriptors, ports } = linuxLimits(readFileText);
  return {
    cores: availableParallelism(),
    // Node raises its soft limit to the hard one when it starts, so the hard limit is what workers will have.
    openFilesPerProcess: descriptors.hard ?? Infinity,
    openFilesFree: descriptors.free ?? Infinity,
    ephemeralPorts: ports.ephemeral ?? usualPorts,
  };
}
