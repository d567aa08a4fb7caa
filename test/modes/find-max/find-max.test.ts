import { describe, expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { findMax, type FindMaxTestOptions } from '../../../src/modes/find-max/find-max.ts';
import type { Scenario } from '../../../src/scenario/scenario.ts';

// Nothing listens there, and nothing may be sent before the input is right.
const url = 'http://127.0.0.1:1/';
const slo = ['p99 < 200ms'];

async function messagesOf(scenario: Scenario, options: object): Promise<string[]> {
  try {
    await findMax(scenario, options as FindMaxTestOptions);
  } catch (error) {
    if (error instanceof InrushError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('findMax refuses', () => {
  it.each<[string, Scenario, object, string[]]>([
    ['no SLO', { url }, {}, ['there is no SLO to search the highest rate within']],
    [
      'fields of another name',
      { url },
      { slo, wihtin: 5 },
      [expect.stringContaining('has no field "wihtin"') as string],
    ],
    ['an SLO that is a text', { url }, { slo: slo[0] }, ['slo must be a list of texts']],
    ['a load', { url, ratePerS: 5, requests: 9 }, { slo }, ['find-max takes no ratePerS, requests']],
    ['an automatic warm-up', { url, warmup: 'auto' }, { slo }, ['find-max takes no warmup']],
    [
      'checks where there are none',
      { url },
      { slo: ['checks > 99%'] },
      ['--slo "checks > 99%": nothing is checked'],
    ],
    [
      'requests that are not there',
      { url },
      { slo: ['orders.p99 < 1s'] },
      [expect.stringContaining('no request "orders"') as string],
    ],
    [
      'too little time',
      { url },
      { slo, withinMs: 30_000 },
      ['--within 30s leaves no time for 6 trials of 10s'],
    ],
    [
      'a precision that trials do not have',
      { url },
      { slo, precision: 0.001 },
      ['--precision must lie between 1% and 100%, got 0.1%'],
    ],
    [
      'a range that is none',
      { url },
      { slo, fromPerS: 50, maxPerS: 20 },
      ['--from 50 is above --max-rate 20'],
    ],
    [
      'a gate that nothing would try',
      { url },
      { slo, maxPerS: 20, atLeastPerS: 50 },
      ['--at-least 50 is above --max-rate 20: no rate so high would be tried'],
    ],
    ['rates that are none', { url }, { slo, fromPerS: 0 }, ['--from must be a rate above 0, got 0']],
    [
      'a server that is none',
      { url },
      { slo, serve: [] },
      ['serve must be a command: a text for the shell, or a list of a program and its arguments'],
    ],
  ])('%s', async (_name, scenario, options, messages) => {
    expect(await messagesOf(scenario, options)).toEqual(messages);
  });

  it('with everything that is wrong at once', async () => {
    const wrong = { slo: ['p99 > 1s', 'bogus < 2'], precision: 5 };
    expect(await messagesOf({ url: 'ftp://127.0.0.1/', ratePerS: 4 }, wrong)).toHaveLength(5);
  });
});
