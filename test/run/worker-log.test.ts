import { describe, expect, it } from 'vitest';
import type { WorkerVitals } from '../../src/run/message.ts';
import { WorkerLog } from '../../src/run/worker-log.ts';
import { Samples } from '../../src/stats/samples.ts';
import type { Delta } from '../../src/stats/delta.ts';
import { vitals } from './coordinator-bench.ts';

describe('the log of a worker', () => {
  it('tells of each second by itself, without the time that was only spun away', () => {
    const log = new WorkerLog();
    expect(log.add(noStarts, at(1000, { activeMs: 400, spunMs: 100, gcPauseMs: 3 }))).toEqual({
      busyShare: 0.3,
      gcPauseMs: 3,
    });
    expect(log.add(noStarts, at(2000, { activeMs: 1400, spunMs: 100, gcPauseMs: 0 }))).toEqual({
      busyShare: 1,
      gcPauseMs: 0,
    });
    expect(log.health().eventLoopUtilization).toBe(0.7);
  });

  it('takes the last part of a second for what it is', () => {
    const log = new WorkerLog();
    log.add(noStarts, at(1000, { activeMs: 200 }));
    expect(log.add(noStarts, at(1004, { activeMs: 204 })).busyShare).toBe(0.004);
  });

  it('finds the longest time between two reports, and where it was', () => {
    const log = new WorkerLog();
    for (const elapsedMs of [1000, 2000, 5500, 7000, 7100]) log.add(noStarts, at(elapsedMs));
    expect(log.health()).toMatchObject({ longestGapMs: 2500, gapAtMs: 2000 });
  });

  it('finds a standstill between two reports that came in time', () => {
    const log = new WorkerLog();
    log.add(noStarts, at(1000, { standstillMs: 12 }));
    log.add(noStarts, at(2000, { standstillMs: 480 }));
    log.add(noStarts, at(3000, { standstillMs: 470 }));
    expect(log.health()).toMatchObject({ longestGapMs: 480, gapAtMs: 1000 });
  });

  it('has no gap where reports come in time', () => {
    const log = new WorkerLog();
    for (const elapsedMs of [1000, 2000, 2300]) log.add(noStarts, at(elapsedMs));
    expect(log.health()).toMatchObject({ longestGapMs: 0, gapAtMs: null });
  });

  it('counts the longest streak of busy seconds with late starts', () => {
    const log = new WorkerLog();
    const second = (index: number, share: number, lagUs: number): void => {
      busyMs += 1000 * share;
      log.add(starts(lagUs), at(1000 * index, { activeMs: busyMs }));
    };
    let busyMs = 0;
    second(1, 1, 5000);
    second(2, 1, 5000);
    second(3, 1, 500);
    second(4, 0.96, 5000);
    second(5, 0.5, 5000);
    expect(log.health().saturatedMs).toBe(2000);
  });

  it('has a start lag of its own, when there were enough starts', () => {
    const log = new WorkerLog();
    log.add(starts(40, 367), at(1000));
    expect(log.health().startLagP99Us).toBeNull();
    log.add(starts(900, 10), at(2000));
    expect(log.health().startLagP99Us).toBe(900);
  });
});

const noStarts: Pick<Delta, 'samples'> = { samples: {} };

function starts(lagUs: number, count = 100): Pick<Delta, 'samples'> {
  const samples = new Samples();
  for (let start = 0; start < count; start++) samples.record(lagUs);
  return { samples: { startLag: samples.counts() } };
}

function at(elapsedMs: number, own: Partial<WorkerVitals> = {}): WorkerVitals {
  return { ...vitals, activeMs: 0, ...own, elapsedMs };
}
