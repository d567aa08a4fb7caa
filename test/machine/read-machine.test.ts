import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readMachine } from '../../src/machine/read-machine.ts';

describe('this machine', () => {
  it('has the cores that Node may use', () => {
    expect(readMachine().cores).toBe(availableParallelism());
  });

  it('has limits that are numbers above 0, or no limit', () => {
    const { openFilesPerProcess, openFilesFree, ephemeralPorts } = readMachine();
    expect(openFilesPerProcess).toBeGreaterThan(0);
    expect(openFilesFree).toBeGreaterThan(0);
    expect(ephemeralPorts).toBeGreaterThan(0);
    expect(Number.isInteger(ephemeralPorts)).toBe(true);
    expect(ephemeralPorts).toBeLessThan(65_536);
  });

  it.runIf(existsSync('/proc/self/limits'))('says how many files a process may open, where it knows', () => {
    const { openFilesPerProcess } = readMachine();
    expect(openFilesPerProcess === Infinity || Number.isInteger(openFilesPerProcess)).toBe(true);
  });
});
