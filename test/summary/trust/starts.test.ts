import { describe, expect, it } from 'vitest';
import type { Accounting, Result, TrustLevel } from '../../../src/summary/result.ts';
import { withLag } from '../../support/changed-run.ts';
import { flowRun } from '../../support/sample-flow-result.ts';
import { openRun } from '../../support/sample-result.ts';
import { onlyReason, says, told } from './told.ts';

describe('starts that the generator never reached', () => {
  it.each<[string, number, TrustLevel]>([
    ['none', 0, 'ok'],
    ['one', 1, 'degraded'],
    ['1 %', 1500, 'degraded'],
    ['more than 1 %', 1501, 'invalid'],
  ])('%s', (_name, lag, level) => {
    expect(told(withAccounting({ missed: { ...openRun.accounting.missed, lag } }))).toBe(
      says(level, 'missed-starts'),
    );
  });

  it('are told with their share', () => {
    const missed = withAccounting({ missed: { pool: 0, lag: 3000, stopped: 0 } });
    expect(onlyReason(missed)).toContain(
      '3000 planned starts were never reached by the generator, 2 % of all',
    );
  });
});

describe('the rate that the generator achieved', () => {
  const behind = withLag(openRun, { maxUs: 1001 });

  it.each<[string, number, TrustLevel]>([
    ['99.5 %', 149_250, 'ok'],
    ['less than 99.5 %', 149_249, 'degraded'],
    ['98 %', 147_000, 'degraded'],
    ['less than 98 %', 146_999, 'invalid'],
  ])('of %s', (_name, reachedInTime, level) => {
    expect(told(withAccounting({ reachedInTime }, behind))).toBe(says(level, 'achieved-rate'));
  });

  it('is not judged by a few starts at the end that were on time', () => {
    const few = withAccounting({ planned: 10, reachedInTime: 9 }, withLag(openRun, { maxUs: 1000 }));
    expect(told(few)).toBe('ok');
    expect(told(withAccounting({ planned: 0, reachedInTime: 0 }, behind))).toBe('ok');
  });

  it('is of iterations where a scenario file plans those', () => {
    const flows = withLag(flowRun, { maxUs: 1001 });
    expect(told(withAccounting({ planned: 10_000 }, flows))).toBe('ok');
    const few = { ...flows, accounting: { ...flows.accounting, reachedInTime: 1400 } };
    expect(told(few)).toBe('invalid: achieved-rate');
  });

  it('is told with its limit', () => {
    expect(onlyReason(withAccounting({ reachedInTime: 145_650 }, behind))).toContain(
      'the generator reached 97.1 % of the starts while the load lasted, below 98 %',
    );
  });
});

/** Of 150,000 planned. */
function withAccounting(changes: Partial<Accounting>, result: Result = openRun): Result {
  const accounting = { ...result.accounting, ...changes };
  if (result.scenario !== null) return { ...result, accounting };
  return { ...result, accounting, iterations: { ...result.iterations, planned: accounting.planned } };
}
