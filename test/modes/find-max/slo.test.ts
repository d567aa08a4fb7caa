import { describe, expect, it } from 'vitest';
import { quantileOf, readSlo } from '../../../src/modes/find-max/slo.ts';

const names = ['orders', 'a, b'];

function read(...texts: string[]): { expressions: string[]; problems: string[] } {
  const { slo, problems } = readSlo(texts, names);
  return {
    expressions: slo.conditions.map(({ expression }) => expression),
    problems: problems.map(({ message }) => message),
  };
}

describe('an SLO', () => {
  it.each([
    [['p99 < 200ms, errors < 0.1%'], ['p99 < 200ms', 'errors < 0.1%']],
    [
      ['p99 < 200ms', 'errors < 0.1%'],
      ['p99 < 200ms', 'errors < 0.1%'],
    ],
    [['p(95)<50,'], ['p(95)<50']],
    [['orders.p99 < 1s, "a, b".p95 <= 20ms'], ['orders.p99 < 1s', '"a, b".p95 <= 20ms']],
    [['checks > 99%, missed < 1%, max < 2s'], ['checks > 99%', 'missed < 1%', 'max < 2s']],
  ])('of %j is its conditions', (texts, expressions) => {
    expect(read(...texts)).toEqual({ expressions, problems: [] });
  });

  it('must hold', () => {
    expect(readSlo(['p99 < 200ms'], null).slo).toMatchObject({
      text: 'p99 < 200ms',
      conditions: [{ holds: 'passes', operator: '<', limit: 200, unit: 'ms' }],
    });
  });
});

describe('is refused', () => {
  it.each([
    ['', 'there is no SLO'],
    ['p99 > 200ms', 'what must not'],
    ['checks < 99%', 'what must not'],
    ['rate > 1000/s', 'is what is searched for'],
    ['requests < 5', 'grows with the length of a trial'],
    ['bytes.received < 5MB', 'grows with the length of a trial'],
    ['lag.p99 < 1ms', 'not of the target'],
    ['p99 == 5ms', 'and not hit'],
    ['p99 < baseline + 10%', 'a baseline is of one rate'],
    ['order.p99 < 1s', 'did you mean "orders"'],
    ['p98 < 5ms', 'p98 is not kept'],
  ])('%s', (text, why) => {
    const { expressions, problems } = read(text);
    expect(expressions).toEqual([]);
    expect(problems.join('\n')).toContain(why);
  });

  it('with everything that is wrong at once', () => {
    expect(read('p99 > 1s, rate > 5/s', 'p95 < 1s, lag.max < 1s').problems).toHaveLength(3);
  });
});

it.each([
  ['p50', 0.5],
  ['p99.9', 0.999],
  ['p99.99', 0.9999],
  ['mean', null],
  ['max', null],
] as const)('%s is the quantile %s', (statistic, quantile) => {
  expect(quantileOf({ kind: 'latency', series: null, outcome: 'all', statistic })).toBe(quantile);
});
