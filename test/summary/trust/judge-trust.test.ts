import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/summary/result.ts';
import { judgeTrust } from '../../../src/summary/trust/judge-trust.ts';
import { withSecond, withWorker } from '../../support/changed-run.ts';
import { closedRun, openRun, partialRun, smallRun } from '../../support/sample-result.ts';

describe('trust in a healthy run', () => {
  it.each([
    ['closed', closedRun],
    ['open, with failures, a full queue and an overloaded target', openRun],
    ['small', smallRun],
    ['interrupted by the user', partialRun],
  ])('is ok when it is %s', (_name, result) => {
    expect(judgeTrust(result)).toEqual({ level: 'ok', reasons: [] });
  });
});

describe('several signals', () => {
  const degraded = withSecond(closedRun, 3000, { gcPauseMs: 20 });
  const worse = withWorker({ ...degraded, clockShiftMs: 5000 }, 1, { state: 'lost' });

  it('are all told, the invalid ones first, and the worst decides', () => {
    const unbalanced: Result = { ...worse, accounting: { ...worse.accounting, balanced: false } };
    const { level, reasons } = judgeTrust({ ...unbalanced, steadyState: unsteady });
    expect(level).toBe('invalid');
    expect(reasons.map(({ signal }) => signal)).toEqual([
      'accounting',
      'worker-lost',
      'clock',
      'gc',
      'steady-state',
    ]);
    expect(reasons.map((reason) => reason.level)).toEqual([
      'invalid',
      'invalid',
      'invalid',
      'degraded',
      'degraded',
    ]);
  });

  it('degrade a run when none is worse', () => {
    expect(judgeTrust({ ...degraded, steadyState: unsteady }).level).toBe('degraded');
  });

  it('each say what to do', () => {
    for (const { hint } of judgeTrust({ ...worse, steadyState: unsteady }).reasons) {
      expect(hint).toMatch(/repeat|add|lower|warm up/);
    }
  });
});

const unsteady: Result['steadyState'] = { reached: false, warmupMs: 30_000, steadyFromMs: null };
