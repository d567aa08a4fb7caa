import { describe, expect, it } from 'vitest';
import type { Result, ShareSeen, SystemLoad, TrustLevel } from '../../../src/summary/result.ts';
import { withWorker } from '../../support/changed-run.ts';
import { closedRun, openRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

const quiet: SystemLoad = { stealShare: null, throttledShare: null, cpuPressureShare: null };

describe.each(['steal', 'throttling'] as const)('%s', (signal) => {
  it.each<[string, ShareSeen, TrustLevel]>([
    ['2 %', { mean: 0.02, worst: 0.2 }, 'ok'],
    ['more than 2 %', { mean: 0.0201, worst: 0.1 }, 'degraded'],
    ['20 %', { mean: 0.2, worst: 0.9 }, 'degraded'],
    ['more than 20 %', { mean: 0.201, worst: 0.3 }, 'invalid'],
    ['a fifth of a second in a long run', { mean: 0.001, worst: 0.201 }, 'degraded'],
  ])('of %s', (_name, seen, level) => {
    const key = signal === 'steal' ? 'stealShare' : 'throttledShare';
    expect(told(withSystem({ [key]: seen }))).toBe(says(level, signal));
  });
});

describe('what took the processors', () => {
  it('is told with its limit and its worst second', () => {
    expect(onlyReason(withSystem({ stealShare: { mean: 0.031, worst: 0.12 } }))).toContain(
      "other virtual machines took this machine's processors for 3.1 % of the time, above 2 % (worst second 12 %)",
    );
    expect(onlyReason(withSystem({ throttledShare: { mean: 0.001, worst: 0.45 } }))).toContain(
      'the CPU quota of this container was used up for 0.1 % of the time, and 45 % of the worst second, above 20 %',
    );
  });

  it('is nothing where the system doesn’t say', () => {
    expect(told(withSystem({}))).toBe('ok');
    expect(told({ ...closedRun, generator: { ...closedRun.generator, system: null } })).toBe('ok');
  });

  it('is not pressure: on a small machine the target beside the generator makes it, without harm', () => {
    expect(told(withSystem({ cpuPressureShare: { mean: 0.9, worst: 1 } }))).toBe('ok');
  });
});

describe('a worker that waited for a processor', () => {
  // Of 33 s.
  it.each<[string, number, TrustLevel]>([
    ['10 %', 3300, 'ok'],
    ['more than 10 %', 3301, 'degraded'],
    ['25 %', 8250, 'degraded'],
    ['more than 25 %', 8251, 'invalid'],
  ])('for %s of the time', (_name, runQueueWaitMs, level) => {
    expect(told(waiting(runQueueWaitMs))).toBe(says(level, 'cpu-wait'));
  });

  it('degrades an open load at most: its start lag tells what came of it', () => {
    const open = withWorker({ ...openRun, wallMs: 30_000 }, 1, { runQueueWaitMs: 29_000 });
    expect(told(open)).toBe('degraded: cpu-wait');
  });

  it('has lost nothing while it would only have spun until its next start', () => {
    // Three quarters of the time that it was active.
    const spinning = withWorker(waiting(12_000), 1, { eventLoopUtilization: 0.8, spunMs: 19_800 });
    expect(told(spinning)).toBe('ok');
    expect(told(withWorker(spinning, 1, { spunMs: 13_200 }))).toBe('degraded: cpu-wait');
    expect(told(withWorker(spinning, 1, { eventLoopUtilization: 0.1, spunMs: 30_000 }))).toBe('ok');
  });

  it('is told with the pressure on the machine', () => {
    expect(onlyReason(waiting(16_500))).toContain(
      'worker 2 of 2 had work and no processor for 50 % of the time, above 25 % → ',
    );
    const generator = {
      ...waiting(16_500).generator,
      system: { ...quiet, cpuPressureShare: { mean: 0.97, worst: 1 } },
    };
    expect(onlyReason({ ...closedRun, wallMs: 30_000, generator })).toContain(
      'above 25 % (something waited for one on this machine for 97 %)',
    );
  });

  it('is unknown where the system doesn’t say, and in a short run', () => {
    expect(told(withWorker(closedRun, 1, { runQueueWaitMs: null }))).toBe('ok');
    const short = { ...waiting(400), measuredMs: 400, wallMs: 400 };
    expect(told({ ...short, load: { ...short.load, warmupMs: 0 } })).toBe('ok');
  });
});

function withSystem(seen: Partial<SystemLoad>): Result {
  return { ...closedRun, generator: { ...closedRun.generator, system: { ...quiet, ...seen } } };
}

function waiting(runQueueWaitMs: number): Result {
  return withWorker({ ...closedRun, wallMs: 30_000 }, 1, { runQueueWaitMs });
}
