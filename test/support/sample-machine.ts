import type { Fingerprint, MachineFacts } from '../../src/summary/fingerprint.ts';

export const sampleMachine: MachineFacts = {
  cpuModel: 'Model 7 CPU @ 2.60GHz',
  cores: 4,
  memoryBytes: 16_777_216_000,
  platform: 'linux x64',
  kernel: 'Linux 6.8.0-45-generic',
  node: 'v24.1.0',
  governor: 'performance',
  cpuLimitCores: null,
  memoryLimitBytes: null,
};

export const sampleFingerprint: Fingerprint = {
  machine: sampleMachine,
  savedAt: '2026-05-04T09:00:00.000Z',
  inrush: '0.1.0',
  floor: { p50Us: 40, p99Us: 92 },
  highestRatePerS: 61_000,
  closedLoopPerS: 92_345.6,
};
