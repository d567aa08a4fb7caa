import { expect, it } from 'vitest';
import type { MachineFacts } from '../../src/summary/fingerprint.ts';
import { machineDifferences } from '../../src/summary/machine-differences.ts';
import { sampleMachine } from '../support/sample-machine.ts';

it.each<[Partial<MachineFacts>, string[]]>([
  [{}, []],
  [{ cores: 2 }, ['cores: 4, now 2']],
  [{ cpuModel: null }, ['CPU: Model 7 CPU @ 2.60GHz, now none']],
  [{ cpuLimitCores: 1.5 }, ['CPU limit: none, now 1.5']],
  [
    { node: 'v22.0.0', kernel: 'Linux 7' },
    ['kernel: Linux 6.8.0-45-generic, now Linux 7', 'Node: v24.1.0, now v22.0.0'],
  ],
  [
    { platform: 'linux arm64', governor: 'powersave' },
    ['platform: linux x64, now linux arm64', 'governor: performance, now powersave'],
  ],
  [{ memoryLimitBytes: 1e9 }, ['memory limit: none, now 1000000000']],
  [{ memoryBytes: sampleMachine.memoryBytes * 0.95 }, []],
  [{ memoryBytes: sampleMachine.memoryBytes * 2 }, ['another memory size']],
])('a machine with %o differs by %j', (changes, differences) => {
  expect(machineDifferences(sampleMachine, { ...sampleMachine, ...changes })).toEqual(differences);
});
