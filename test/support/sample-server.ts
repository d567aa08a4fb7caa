import type { SyncVsAsyncResult } from '../../src/modes/sync-vs-async/comparison-result.ts';
import type { Result, ServerUsage } from '../../src/summary/result.ts';
import { scalingComparison } from './sample-comparison.ts';
import { closedRun, partialRun } from './sample-result.ts';

/** Of one thread that had no time left, with two helpers. */
export const busyUsage: ServerUsage = {
  command: 'node server.js --workers 2',
  readyMs: 412,
  cpu: { meanCores: 0.983, peakCores: 1.31, perRequestUs: 15.9 },
  memory: { startBytes: 61_000_000, endBytes: 83_000_000, peakBytes: 84_300_000 },
  peakProcesses: 3,
  ended: null,
};

export const servedRun: Result = { ...closedRun, server: busyUsage };

/** It died, and wrote what it could to hurt a report. */
export const serverEndedRun: Result = {
  ...partialRun,
  completion: { state: 'partial', reasons: ['the server under test ended by itself: SIGKILL'] },
  server: {
    ...busyUsage,
    command: 'sh -c "node `server`.js | tee <log>"',
    cpu: null,
    memory: null,
    peakProcesses: null,
    ended: {
      exitCode: null,
      signal: 'SIGKILL',
      atMs: 12_345,
      lastLines: [
        'listening',
        '<img src=x onerror=alert(1)> | **bold** `code` @everyone #1 https://example.test/',
        '::error::not of ours',
        `    at frame (${'x'.repeat(200)})`,
      ],
    },
  },
};

export const servedComparison: SyncVsAsyncResult = {
  ...scalingComparison,
  sync: servedSide(scalingComparison.sync, 0.12),
  async: servedSide(scalingComparison.async, 2.43),
};

function servedSide<T extends SyncVsAsyncResult['sync']>(side: T, meanCores: number): T {
  const server = { ...busyUsage, cpu: { meanCores, peakCores: meanCores, perRequestUs: null } };
  return { ...side, runs: side.runs.map((run) => ({ ...run, server })) };
}
