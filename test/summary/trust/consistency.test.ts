import { describe, expect, it } from 'vitest';
import type { Result, TrustLevel } from '../../../src/summary/result.ts';
import { closedRun, smallRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

describe('an accounting that does not balance', () => {
  it('is a bug', () => {
    const result: Result = { ...closedRun, accounting: { ...closedRun.accounting, balanced: false } };
    expect(told(result)).toBe('invalid: accounting');
    expect(onlyReason(result)).toBe(
      'the accounting does not balance: requests were lost or counted twice → ' +
        'this is a bug in inrush: please report it with the JSON result',
    );
  });
});

describe('times that fit no histogram', () => {
  // Of 1,837,020 requests.
  it.each<[string, number, TrustLevel]>([
    ['none', 0, 'ok'],
    ['one', 1, 'degraded'],
    ['0.1 %', 1837, 'degraded'],
    ['more than 0.1 %', 1838, 'invalid'],
  ])('%s', (_name, clampedSamples, level) => {
    expect(told(clamped(clampedSamples))).toBe(says(level, 'clamped-samples'));
  });

  it('are counted', () => {
    expect(onlyReason(clamped(1))).toContain('1 time below 0 or above 1 h was recorded as 0 or 1 h');
    expect(onlyReason(clamped(7))).toContain('7 times below 0 or above 1 h were recorded as 0 or 1 h');
  });
});

describe('a residual of Little’s law', () => {
  it.each<[string, number, TrustLevel]>([
    ['5 %', 0.05, 'ok'],
    ['more than 5 %', 0.051, 'degraded'],
    ['15 %', 0.15, 'degraded'],
    ['more than 15 %', 0.151, 'invalid'],
  ])('of %s', (_name, residual, level) => {
    expect(told(little({ residual }))).toBe(says(level, 'littles-law'));
    expect(told(little({ worstInterval: { atMs: 7000, residual } }))).toBe(says(level, 'littles-law'));
  });

  it('is told with its second where that is worse than the whole', () => {
    expect(onlyReason(little({ residual: 1 }))).toContain(
      "requests in flight and latency disagree by 100 %, above 15 % (Little's law)",
    );
    expect(onlyReason(little({ worstInterval: { atMs: 7000, residual: 0.08 } }))).toContain(
      'disagree by 8 % at 7 s, above 5 %',
    );
  });

  it('is nothing in a short run, and among few requests', () => {
    const few = { ...little({ residual: 1 }), accounting: { ...closedRun.accounting, started: 999 } };
    expect(told(few)).toBe('ok');
    expect(told({ ...little({ residual: 1 }), wallMs: 999 })).toBe('ok');
  });
});

describe('a target that never became steady', () => {
  it('degrades a run', () => {
    const steadyState = { reached: false, warmupMs: 30_000, steadyFromMs: null };
    expect(told({ ...closedRun, steadyState })).toBe('degraded: steady-state');
    expect(onlyReason({ ...closedRun, steadyState })).toContain(
      'the target was not steady yet after a warm-up of 30.0 s',
    );
  });

  it('is none that did, or that nobody waited for', () => {
    const steadyState = { reached: true, warmupMs: 4000, steadyFromMs: 4000 };
    expect(told({ ...closedRun, steadyState })).toBe('ok');
    expect(told({ ...smallRun, steadyState: null })).toBe('ok');
  });
});

function clamped(clampedSamples: number): Result {
  return { ...closedRun, accounting: { ...closedRun.accounting, clampedSamples } };
}

function little(changes: Partial<Result['littlesLaw']>): Result {
  return { ...closedRun, littlesLaw: { ...closedRun.littlesLaw, ...changes } };
}
