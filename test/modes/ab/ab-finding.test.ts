import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../src/modes/ab/ab-finding.ts';
import { gatesOf } from '../../../src/modes/ab/ab-gates.ts';
import { abMetrics } from '../../../src/modes/ab/ab-metrics.ts';
import {
  brokenOff,
  failingB,
  sameB,
  sampleAb,
  selfTest,
  slowerB,
  unclearB,
} from '../../support/sample-ab.ts';

const metrics = abMetrics({ model: 'closed', requests: [] });

describe('the finding', () => {
  it.each([
    [slowerB, /^B is slower: p99 by 1\d % \(\d+ to 1\d %\); p50, rate and errors the same\.$/],
    [sameB, /^B is like A: p50, p99 and rate within 3 %, errors within 0\.1 points\.$/],
    [unclearB, /^It can't be told whether B is slower: p50 by .* %\); .*errors the same\.$/],
    [failingB, /^B fails more: errors by 0\.8 points .*; p50 faster by 10 % .*; rate higher by 10 % /],
    [
      selfTest,
      /^This machine can tell apart p50 from \d.* %, p99 from \d.* %, rate from \d.* %, errors from 0\.1 points on\.$/,
    ],
    [brokenOff, /^Too few pairs count to tell anything: take more of them\.$/],
  ])('%#', (result, sentence) => {
    expect(result.finding).toMatch(sentence);
  });

  it('warns of a machine on which A differs from itself', () => {
    const { changes, design } = sampleAb({
      seed: 1,
      shift: { p50: 1, p99: 1.3, rate: 1, errors: 0, noise: 0.005 },
      design: { isSelfTest: true },
    });
    expect(findingOf(metrics, changes, design)).toContain('But A seems to differ from itself in p99');
  });

  it('says so where no pair counts', () => {
    expect(findingOf(metrics, [], slowerB.design)).toBe(
      'No pair of blocks counts, so there is nothing to compare.',
    );
  });
});

describe('the gates', () => {
  it('are one for each metric that decides, in percent for the worse', () => {
    const byName = new Map(slowerB.gates.map((gate) => [gate.expression, gate]));
    expect([...byName.keys()]).toEqual([
      'p50 at most 3 % slower',
      'p99 at most 3 % slower',
      'rate at most 3 % lower',
      'errors at most 0.1 points more',
    ]);
    expect(byName.get('p99 at most 3 % slower')).toMatchObject({ verdict: 'failed', limit: 3, unit: '%' });
    expect(byName.get('rate at most 3 % lower')).toMatchObject({ verdict: 'passed', holds: 'passes' });
    expect(byName.get('errors at most 0.1 points more')).toMatchObject({
      value: 0,
      limit: 0.1,
      unit: 'points',
    });
  });

  it('turn a rate round: above 0 is worse', () => {
    const [rate] = failingB.gates.filter(({ expression }) => expression.startsWith('rate'));
    expect(rate?.value).toBeLessThan(-9);
    expect(rate?.margin).toBeGreaterThan(12);
    expect(rate?.verdict).toBe('passed');
  });

  it('say what would decide one that is open, and who lacks a number', () => {
    expect(unclearB.gates[0]).toMatchObject({
      verdict: 'inconclusive',
      note: 'more pairs or longer blocks would tell',
    });
    const changes = slowerB.changes.map((change) => ({
      ...change,
      head: null,
      effect: null,
      interval: null,
      verdict: 'no-data' as const,
    }));
    const gates = gatesOf(metrics, changes, slowerB.design);
    expect(gates[0]).toMatchObject({
      verdict: 'no-data',
      value: null,
      note: 'no block of B has this number',
    });
  });

  it('are none of A against itself', () => expect(selfTest.gates).toEqual([]));
});
