import { describe, expect, it } from 'vitest';
import type { Result, TrustLevel } from '../../../src/summary/result.ts';
import { withMedianUs, withSecond, withWorker, withWorkers } from '../../support/changed-run.ts';
import { closedRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

describe('a lost worker', () => {
  it('makes a run invalid', () => {
    const lost = withWorker(closedRun, 1, { state: 'lost' });
    expect(told(lost)).toBe('invalid: worker-lost');
    expect(onlyReason(lost)).toContain('worker 2 of 2 was lost: its share of the load is missing');
  });

  it('may have company', () => {
    const four = withWorker(withWorkers(closedRun, 4), 1, { state: 'lost' });
    expect(onlyReason(withWorker(four, 3, { state: 'lost' }))).toContain('2 of 4 workers were lost');
  });
});

describe('a worker that stood still', () => {
  it.each<[string, number, number, TrustLevel]>([
    ['for 100 ms', 788, 100, 'ok'],
    ['for more than 100 ms', 788, 100.1, 'degraded'],
    ['for 1 s', 788, 1000, 'degraded'],
    ['for more than 1 s', 788, 1000.1, 'invalid'],
    ['for 5 % of a median of 4 s', 4_000_000, 200, 'ok'],
    ['for more than 5 % of a median of 4 s', 4_000_000, 200.1, 'degraded'],
    ['for 1 s, against a median of 30 s', 30_000_000, 1000, 'ok'],
    ['for more than 1 s, against a median of 30 s', 30_000_000, 1000.1, 'invalid'],
  ])('%s', (_name, medianUs, longestGapMs, level) => {
    const stopped = withWorker(closedRun, 1, { longestGapMs, gapAtMs: 7000 });
    expect(told(withMedianUs(stopped, medianUs))).toBe(says(level, 'worker-gap'));
  });

  it('is told with when and for how long', () => {
    const stopped = withWorker(closedRun, 1, { longestGapMs: 2040, gapAtMs: 7000 });
    expect(onlyReason(stopped)).toContain('worker 2 of 2 stood still for 2.0 s after 7 s, above 1.0 s');
  });

  it.each<[string, number, TrustLevel]>([
    ['a short one', 500, 'ok'],
    ['a long one', 1500, 'degraded'],
    ['one that reaches beyond it', 2500, 'invalid'],
  ])('in the warm-up of 3 s: %s', (_name, longestGapMs, level) => {
    expect(told(withWorker(closedRun, 0, { longestGapMs, gapAtMs: 1000 }))).toBe(says(level, 'worker-gap'));
  });
});

describe('a wall clock that moved', () => {
  // Half a second, and 0.1 % of 33 s.
  it.each<[number, TrustLevel]>([
    [533, 'ok'],
    [-533, 'ok'],
    [533.1, 'invalid'],
    [-533.1, 'invalid'],
  ])('by %f ms', (clockShiftMs, level) => {
    expect(told({ ...closedRun, wallMs: 30_000, clockShiftMs })).toBe(says(level, 'clock'));
  });

  it('is told with its limit', () => {
    expect(onlyReason({ ...closedRun, clockShiftMs: -61_000 })).toContain(
      'the wall clock moved by 61.0 s against the monotonic one, above 533.0 ms',
    );
  });
});

describe('a garbage collection', () => {
  it.each<[string, number, number, TrustLevel]>([
    ['of 10 ms', 788, 10, 'ok'],
    ['above 10 ms', 788, 10.1, 'degraded'],
    ['of 100 ms', 788, 100, 'degraded'],
    ['above 100 ms', 788, 100.1, 'invalid'],
    ['of 5 % of a median of 1 s', 1_000_000, 50, 'ok'],
    ['above 5 % of a median of 1 s', 1_000_000, 50.1, 'degraded'],
    ['above 20 % of a median of 1 s', 1_000_000, 200.1, 'invalid'],
    ['of 138 ms against a median of 21 s', 21_000_000, 138, 'ok'],
  ])('%s', (_name, medianUs, gcPauseMs, level) => {
    expect(told(withMedianUs(paused(gcPauseMs), medianUs))).toBe(says(level, 'gc'));
  });

  it('in the warm-up is none of the run', () => {
    expect(told(withSecond(closedRun, 0, { gcPauseMs: 500 }))).toBe('ok');
  });

  it('is told with its worker, where and for how long', () => {
    const known = withWorker(paused(138), 1, { maxGcPauseMs: 138 });
    expect(onlyReason(known)).toContain(
      'garbage collection stopped worker 2 of 2 for 138.0 ms at 3 s, above 100.0 ms',
    );
    expect(onlyReason(paused(138))).toContain('garbage collection stopped a worker for 138.0 ms');
  });
});

function paused(gcPauseMs: number): Result {
  return withSecond(closedRun, 3000, { gcPauseMs });
}
