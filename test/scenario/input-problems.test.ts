import { describe, expect, it } from 'vitest';
import { inputProblems, shapeProblems, texts } from '../../src/scenario/input-problems.ts';

describe('a scenario from a program', () => {
  it('may have any of its fields', () => {
    const scenario = {
      url: 'http://127.0.0.1/',
      urls: [{ url: 'http://127.0.0.1/' }],
      method: 'PUT',
      headers: [['a', 'b']],
      body: Buffer.from('x'),
      connections: 1,
      stages: [{ durationMs: 1, targetPerS: 1 }],
      arrival: 'poisson',
      engine: 'undici',
      timeouts: { totalMs: 5 },
      tls: { verify: false },
      localAddresses: ['127.0.0.2'],
      requests: undefined,
    };
    expect(inputProblems(scenario)).toEqual([]);
  });

  it.each([
    [{ url: 5 }, 'url must be a text', 'it is the number 5'],
    [{ urls: 'http://a/' }, 'urls must be a list of objects', 'it is the string "http://a/"'],
    [{ connections: '10' }, 'connections must be a number', 'it is the string "10"'],
    [{ requests: null }, 'requests must be a number', 'it is null'],
    [
      { headers: { a: 'b' } },
      "headers must be a list of pairs: [['accept', 'text/html']]",
      'it is an object',
    ],
    [{ headers: [['a']] }, "headers must be a list of pairs: [['accept', 'text/html']]", 'it is a list'],
    [{ body: 'text' }, 'body must be bytes: Buffer.from(text)', 'it is the string "text"'],
    [{ arrival: 'even' }, "arrival must be 'uniform' or 'poisson'", 'it is the string "even"'],
    [{ engine: 'h2' }, "engine must be 'h1' or 'undici'", 'it is the string "h2"'],
    [{ timeouts: 5 }, 'timeouts must be an object', 'it is the number 5'],
    [{ urls: [{ url: 'http://a/', wieght: 3 }] }, 'urls[0] has no field "wieght"', 'did you mean weight?'],
    [
      { urls: [{ url: 'http://a/' }, { url: 'http://a/', weight: '3' }] },
      'urls[1].weight must be a number',
      'it is the string "3"',
    ],
    [{ timeouts: { total: 5 } }, 'timeouts has no field "total"', 'did you mean totalMs?'],
    [{ tls: { verify: 'no' } }, 'tls.verify must be true or false', 'it is the string "no"'],
    [
      { stages: [{ durationMs: '1s', targetPerS: 5 }] },
      'stages[0].durationMs must be a number',
      'it is the string "1s"',
    ],
    [
      { connectTo: [{ host: 'a', port: 1, toHost: 'b', toPort: 2, tohost: 'c' }] },
      'connectTo[0] has no field "tohost"',
      'did you mean toHost?',
    ],
    [{ duration: 5 }, 'the scenario has no field "duration"', 'did you mean durationMs?'],
  ])('is told what is wrong with it: %j', (scenario, message, hint) => {
    expect(inputProblems(scenario)).toEqual([{ message, hint }]);
  });

  it.each([[undefined], [null], ['http://127.0.0.1/'], [[]]])('must be an object, not %j', (scenario) => {
    expect(inputProblems(scenario)).toMatchObject([{ message: 'the scenario must be an object' }]);
  });

  it('must have a URL in each of its urls, and hears of so many wrong ones only', () => {
    expect(inputProblems({ urls: [{}] })).toEqual([{ message: 'urls[0] has no url' }]);
    expect(inputProblems({ urls: Array.from({ length: 500 }, () => ({})) })).toHaveLength(10);
  });

  it('hears of everything at once', () => {
    expect(inputProblems({ url: 1, conections: 2, body: 3 })).toHaveLength(3);
  });
});

it('an unknown field that is like none is told what there is', () => {
  expect(shapeProblems('a thing', { xyzzy: 1 }, { one: texts, two: texts })).toEqual([
    { message: 'a thing has no field "xyzzy"', hint: 'its fields are one, two' },
  ]);
});
