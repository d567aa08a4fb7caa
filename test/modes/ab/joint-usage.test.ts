import { expect, it } from 'vitest';
import { type BlockUsage, jointUsage } from '../../../src/modes/ab/joint-usage.ts';

const first: BlockUsage = {
  command: 'node server.js',
  readyMs: 100,
  cpu: { meanCores: 0.2, peakCores: 0.5, perRequestUs: 100 },
  memory: { startBytes: 10, endBytes: 20, peakBytes: 30 },
  peakProcesses: 1,
  ended: null,
  requests: 3000,
};

it('is that of all blocks together', () => {
  const second: BlockUsage = {
    ...first,
    readyMs: 300,
    cpu: { meanCores: 0.4, peakCores: 0.4, perRequestUs: 200 },
    memory: { startBytes: 20, endBytes: 25, peakBytes: 26 },
    peakProcesses: 4,
    ended: { exitCode: 1, signal: null, atMs: 5, lastLines: ['no'] },
    requests: 1000,
  };
  const joint = jointUsage([first, second]);
  expect(joint).toMatchObject({
    command: 'node server.js',
    readyMs: 300,
    cpu: { peakCores: 0.5, perRequestUs: 125 },
    memory: { startBytes: 10, endBytes: 25, peakBytes: 30 },
    peakProcesses: 4,
    ended: second.ended,
  });
  expect(joint?.cpu?.meanCores).toBeCloseTo(0.3, 12);
});

it('knows nothing where the system says nothing', () => {
  const silent: BlockUsage = { ...first, cpu: null, memory: null, peakProcesses: null };
  expect(jointUsage([silent, silent])).toMatchObject({ cpu: null, memory: null, peakProcesses: null });
  expect(jointUsage([])).toBeNull();
});
