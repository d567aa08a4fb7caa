import { describe, expect, it } from 'vitest';
import { UsageLog, type UsageSample } from '../../src/server/usage-log.ts';

const nothing = { cpu: null, memory: null, peakProcesses: null };

function logOf(
  samples: readonly (readonly [atMs: number, cpuMs: number, bytes?: number, processes?: number])[],
): UsageLog {
  const log = new UsageLog();
  for (const [atMs, cpuMs, residentBytes = 1, processes = 1] of samples) {
    log.add({ atMs, cpuMs, residentBytes, processes });
  }
  return log;
}

describe('what a server took between two instants', () => {
  const busy = logOf([
    [0, 0, 100, 1],
    [1000, 100, 300, 2],
    [2000, 1100, 900, 5],
    [3000, 1600, 200, 3],
    [4000, 1600, 150, 3],
  ]);

  it('is its processor time over that time, and the most of a second', () => {
    expect(busy.window(1000, 3000, 1000).cpu).toEqual({ meanCores: 0.75, peakCores: 1, perRequestUs: 1500 });
  });

  it('lies between samples where the instants do', () => {
    expect(busy.window(1500, 2500, 0).cpu).toEqual({ meanCores: 0.75, peakCores: 0.75, perRequestUs: null });
  });

  it('is its memory before, after and at most, and the most processes', () => {
    expect(busy.window(500, 3500, 1)).toMatchObject({
      memory: { startBytes: 100, endBytes: 200, peakBytes: 900 },
      peakProcesses: 5,
    });
  });

  it.each([
    ['nobody looked', logOf([]), 0, 1000],
    ['no time went by', busy, 1000, 1000],
  ])('is unknown where %s', (_name, log, fromMs, toMs) => {
    expect(log.window(fromMs, toMs, 5)).toEqual(nothing);
  });

  it('is that of the part before its end', () => {
    const ended = logOf([
      [0, 0],
      [600, 300],
    ]);
    expect(ended.window(0, 1000, 1000).cpu).toEqual({ meanCores: 0.5, peakCores: 0.5, perRequestUs: 500 });
    expect(ended.window(0, 2000, 1000).cpu).toBeNull();
  });
});

it('keeps a bounded number of samples, and the peaks between them', () => {
  const sample = (second: number): UsageSample => ({
    atMs: second * 1000,
    cpuMs: second * 500,
    residentBytes: second === 70_001 ? 5000 : 100,
    processes: second === 70_003 ? 9 : 1,
  });
  const log = new UsageLog(100);
  for (let second = 0; second < 100_000; second++) log.add(sample(second));
  const { cpu, memory, peakProcesses } = log.window(2_000_000, 99_000_000, 97_000);
  expect(cpu?.meanCores).toBeCloseTo(0.5, 2);
  expect(cpu?.peakCores).toBeCloseTo(0.5, 6);
  expect(memory?.peakBytes).toBe(5000);
  expect(peakProcesses).toBe(9);
});
