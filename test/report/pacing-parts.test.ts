import { describe, expect, it } from 'vitest';
import { pacingParts } from '../../src/report/pacing-parts.ts';
import { assert } from '../../src/base/assert.ts';
import type { Distribution, Result } from '../../src/summary/result.ts';
import { closedRun, openRun } from '../support/sample-result.ts';

describe('the pacing line', () => {
  it('names the pacing with the lag that it had, and what it cost each worker', () => {
    const run = { ...openRun, load: { ...openRun.load, warmupMs: 10_000, pacing: 'precise' as const } };
    expect(pacingParts(spinning(run, [20_000, 12_000]))).toEqual([
      'precise',
      'start lag p50 1 µs, p99 74 µs',
      'spun 40 % of the time',
    ]);
  });

  it.each<[string, Partial<Distribution>, string]>([
    ['without a p99, the maximum', { p99Us: null }, 'start lag p50 1 µs, max 1.33 ms'],
    ['without a p50 either', { p50Us: null, p99Us: null }, 'start lag max 1.33 ms'],
    ['without starts, nothing', { p50Us: null, p99Us: null, maxUs: null }, 'no starts'],
  ])('has of few starts what there is: %s', (_, lag, text) => {
    const { startLag: whole } = openRun.latency;
    assert(whole !== null, 'an open run has it');
    const startLag: Distribution = Object.assign({ ...whole }, lag);
    expect(pacingParts({ ...openRun, latency: { ...openRun.latency, startLag } })[1]).toBe(text);
  });

  it('is not there in a closed model, and has no share of a run that took no time', () => {
    expect(pacingParts(closedRun)).toEqual([]);
    const none = { ...openRun, measuredMs: 0, load: { ...openRun.load, warmupMs: 0 } };
    expect(pacingParts(none)).toHaveLength(2);
  });

  it('never says more than all of the time', () => {
    expect(pacingParts(spinning(openRun, [70_000, 70_000])).at(-1)).toBe('spun 100 % of the time');
  });
});

function spinning(run: Result, spunMs: readonly number[]): Result {
  const workers = run.generator.workers.map((one, index) => ({ ...one, spunMs: spunMs[index] ?? 0 }));
  return { ...run, generator: { ...run.generator, workers } };
}
