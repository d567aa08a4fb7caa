import { expect, it } from 'vitest';
import type { Change } from '../../../src/gate/change.ts';
import { gateOf } from '../../../src/gate/changes/change-gates.ts';
import { standingOf } from '../../../src/gate/changes/standing.ts';

const limits = { minEffect: 0.03, minPoints: 0.1 };
const p99: Change = {
  metric: 'p99',
  request: null,
  unit: 'ms',
  isHigherBetter: false,
  base: 100,
  head: 110,
  effect: 0.1,
  effectKind: 'ratio',
  interval: { confidence: 0.95, low: 0.05, high: 0.15 },
  pValue: 0.01,
  detectable: 0.04,
  verdict: 'worse',
};
const rate: Change = {
  ...p99,
  metric: 'rate',
  unit: '/s',
  isHigherBetter: true,
  effect: -0.1,
  interval: { confidence: 0.95, low: -0.15, high: -0.05 },
};
const note = (): string => 'a note';

it('a time that is worse fails by what it is above the limit', () => {
  expect(gateOf(p99, limits, note)).toMatchObject({
    expression: 'p99 at most 3 % slower',
    verdict: 'failed',
    value: 10,
    interval: { confidence: 0.95, low: 5, high: 15 },
    limit: 3,
    margin: -7,
    unit: '%',
    holds: 'passes',
    note: 'a note',
  });
});

it('a rate is turned round, so that above 0 is worse', () => {
  expect(gateOf(rate, limits, note)).toMatchObject({
    expression: 'rate at most 3 % lower',
    verdict: 'failed',
    value: 10,
    interval: { low: 5, high: 15 },
  });
});

it('shares are told in points, requests by name', () => {
  const errors: Change = {
    ...p99,
    metric: 'errors',
    request: 'orders',
    unit: '%',
    effectKind: 'points',
    effect: 0.05,
    interval: null,
    verdict: 'inconclusive',
  };
  expect(gateOf(errors, limits, note)).toMatchObject({
    expression: 'orders.errors at most 0.1 points more',
    verdict: 'inconclusive',
    value: 0.05,
    interval: null,
    unit: 'points',
  });
});

it.each<[string, Partial<Change>, string]>([
  ['worse', {}, 'worse'],
  ['no data', { verdict: 'no-data' }, 'no-data'],
  ['the same', { verdict: 'same', interval: { confidence: 0.95, low: -0.01, high: 0.02 } }, 'not-worse'],
  ['better', { verdict: 'better', interval: { confidence: 0.95, low: -0.3, high: -0.1 } }, 'not-worse'],
  [
    'perhaps better, and not worse',
    { verdict: 'inconclusive', interval: { confidence: 0.95, low: null, high: 0.02 } },
    'not-worse',
  ],
  [
    'perhaps worse',
    { verdict: 'inconclusive', interval: { confidence: 0.95, low: -0.1, high: 0.04 } },
    'open',
  ],
  [
    'without a bound',
    { verdict: 'inconclusive', interval: { confidence: 0.95, low: 0, high: null } },
    'open',
  ],
  ['without an interval', { verdict: 'inconclusive', interval: null }, 'open'],
])('what is %s', (_name, change, standing) => {
  expect(standingOf({ ...p99, ...change }, limits)).toBe(standing);
});
