import { describe, expect, it } from 'vitest';
import type { Result, TrustLevel } from '../../../src/summary/result.ts';
import { withSecond, withWorker } from '../../support/changed-run.ts';
import { closedRun, openRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

describe('the event loop of an open load', () => {
  it.each<[string, number, TrustLevel]>([
    ['80 %', 0.8, 'ok'],
    ['more than 80 %', 0.801, 'degraded'],
    ['all the time', 1, 'degraded'],
  ])('at work for %s', (_name, share, level) => {
    expect(told(busy(openRun, share))).toBe(says(level, 'event-loop'));
  });

  it('is judged by its work in the measured seconds: spinning until a start is none', () => {
    expect(told(withWorker(openRun, 0, { eventLoopUtilization: 1 }))).toBe('ok');
    expect(told(withSecond(openRun, 0, { eventLoopUtilization: 1 }))).toBe('ok');
    expect(told({ ...busy(openRun, 1), wallMs: 999 })).toBe('ok');
  });

  it('and late for 3 s makes a run invalid', () => {
    expect(told(withWorker(openRun, 1, { saturatedMs: 2999 }))).toBe('ok');
    expect(told(withWorker(openRun, 1, { saturatedMs: 3000 }))).toBe('invalid: event-loop');
    expect(onlyReason(withWorker(busy(openRun, 1), 1, { saturatedMs: 4010 }))).toBe(
      'worker 2 of 2 was over 95 % busy and late for 4.0 s on end, at least 3 s → ' +
        'add workers (-w), or lower the rate',
    );
  });

  it('is told with its limit', () => {
    expect(onlyReason(busy(openRun, 0.912))).toContain('had work 91.2 % of the time, above 80 %');
  });
});

describe('a closed load', () => {
  it.each<[string, number, TrustLevel]>([
    ['94 %', 0.949, 'ok'],
    ['95 %', 0.95, 'degraded'],
    ['all', 1, 'degraded'],
  ])('that takes %s of a core', (_name, eventLoopUtilization, level) => {
    expect(told(withWorker(closedRun, 1, { eventLoopUtilization }))).toBe(says(level, 'generator-limit'));
  });

  it('is at the generator’s limit, and says which worker', () => {
    expect(onlyReason(withWorker(closedRun, 1, { eventLoopUtilization: 0.981 }))).toBe(
      'the generator was the limit: worker 2 of 2 was busy 98.1 % of the time, 95 % or more → ' +
        'add workers (-w) to learn what the target can do',
    );
  });

  it('may be short, or work without a pause for less than a whole core', () => {
    expect(told({ ...withWorker(closedRun, 1, { eventLoopUtilization: 1 }), wallMs: 999 })).toBe('ok');
    expect(told(busy(closedRun, 0.9))).toBe('ok');
  });
});

/** Of the one measured second that the sample has. */
function busy(result: Result, eventLoopUtilization: number): Result {
  return withSecond(result, 3000, { eventLoopUtilization });
}
