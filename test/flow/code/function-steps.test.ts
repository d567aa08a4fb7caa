import { describe, expect, it } from 'vitest';
import type { FlowHttp, HttpResponse, StepContext } from '../../../src/scenario/file/step-context.ts';
import { fakeResponse, functionBench } from '../../support/fake-user-http.ts';

/** What no compiler would let pass, and JavaScript does. */
const nothing = null as unknown as Error;
// oxlint-disable-next-line unicorn/no-thenable -- scenarios may hold such things
const oddThenable: unknown = Object.defineProperty({}, 'then', {
  get: () => {
    throw new Error('odd');
  },
});

describe('a function', () => {
  it('sends, gets the response and goes on', async () => {
    const seen: unknown[] = [];
    const { http, run, ends, settle } = functionBench(async (context) => {
      const response = await context.http.get('/orders?page=1');
      seen.push(response.status, response.ok, response.text(), response.json(), response.header('X-Id'));
      seen.push(
        response.serviceTimeMs,
        response.bodyBytes,
        response.headers('x-id'),
        response.bytes().length,
      );
    });
    run(0);
    expect(http.lines).toEqual(['GET /api/orders?page=1']);
    expect(http.rows).toEqual(['GET /api/orders']);
    expect(ends).toEqual([]);
    http.answer(fakeResponse({ text: '{"a":1}', headers: { 'x-id': 5 } }));
    await settle();
    expect(ends).toEqual([null]);
    expect(seen).toEqual([200, true, '{"a":1}', { a: 1 }, '5', 1.5, 7, ['5'], 7]);
  });

  it('gets what belongs to its user', async () => {
    const seen: unknown[] = [];
    const { http, run, settle } = functionBench(({ vars, row, iteration, user, env, random }) => {
      vars['b'] = Number(vars['a']) + 1;
      seen.push(row('users'), iteration, user, env['STAGE'], random());
    });
    http.scope.vars['a'] = 1;
    http.scope.vars['users'] = { name: 'ann' };
    run(0);
    await settle();
    http.scope.iteration = 8;
    run(0);
    expect(http.scope.vars['b']).toBe(2);
    expect(seen).toEqual([{ name: 'ann' }, 7, 3, 'test', 0.5, { name: 'ann' }, 8, 3, 'test', 0.5]);
  });

  it('never ends from inside its start, even if it waits for nothing', async () => {
    const { http, run, ends, settle } = functionBench(
      () => {},
      () => 5,
      () => ({ answer: 'no promise' }),
      async () => {
        await Promise.resolve();
      },
    );
    for (const index of [0, 1, 2, 3]) {
      run(index);
      expect(ends).toHaveLength(index);
      await Promise.resolve();
      await Promise.resolve();
      // Promises alone are no turn of the event loop: users that wait for nothing would keep it from ever coming.
      expect(ends).toHaveLength(index);
      await settle();
      expect(ends).toHaveLength(index + 1);
    }
    expect(ends).toEqual([null, null, null, null]);
    expect(http.sent).toEqual([]);
  });

  it('sends parallel requests one after another, in order', async () => {
    const statuses: number[] = [];
    const { http, run, ends, settle } = functionBench(async (context) => {
      const all = await Promise.all([
        context.http.get('/a'),
        context.http.post('/b', { json: { b: 1 } }),
        context.http.delete('/c'),
      ]);
      statuses.push(...all.map(({ status }) => status));
    });
    run(0);
    for (const [index, status] of [200, 201, 404].entries()) {
      expect(http.lines).toHaveLength(index + 1);
      http.answer(fakeResponse({ status }));
    }
    expect(http.lines).toEqual(['GET /api/a', 'POST /api/b', 'DELETE /api/c']);
    await settle();
    expect([statuses, ends]).toEqual([[200, 201, 404], [null]]);
  });

  it('has not ended before what it has not waited for has', async () => {
    const { http, run, ends, settle } = functionBench((context) => {
      void context.http.get('/a').then(() => context.http.get('/b'));
    });
    run(0);
    await settle();
    http.answer();
    await settle();
    expect([http.lines, ends]).toEqual([['GET /api/a', 'GET /api/b'], []]);
    http.answer();
    await settle();
    expect(ends).toEqual([null]);
  });

  it('sleeps in the time of the run', async () => {
    const { http, run, ends, settle } = functionBench(async ({ sleep }) => sleep(500));
    run(0);
    http.clock.advance(499);
    await settle();
    expect(ends).toEqual([]);
    http.clock.advance(1);
    await settle();
    expect(ends).toEqual([null]);
  });

  it.each([-1, NaN, Infinity])('is told that it can not sleep for %s ms', async (ms) => {
    const { run, ends, settle } = functionBench(async ({ sleep }) => sleep(ms));
    run(0);
    await settle();
    expect(ends[0]?.message).toContain(`sleep takes milliseconds, 0 or more, got ${ms}`);
  });

  it('counts checks on the response that came last, and on itself before the first', async () => {
    const answers: boolean[] = [];
    const { http, run, settle } = functionBench(async (context) => {
      answers.push(context.check('before', true));
      const { status } = await context.http.get('/a', { name: 'a' });
      answers.push(context.check('is 201', status === 201, { status }));
    });
    run(0);
    http.answer();
    await settle();
    expect(answers).toEqual([true, false]);
    expect(http.checks).toEqual([
      ['steps[0]', 'before', true, ''],
      ['a', 'is 201', false, '{"status":200}'],
    ]);
  });

  it('shows no secret in the label of a check, nor in the name of a request', async () => {
    const { http, run, settle } = functionBench(async (context) => {
      await context.http.get('/a', { name: 'a sesame' });
      context.check('has sesame', true);
    });
    run(0);
    http.answer();
    await settle();
    expect(http.checks).toEqual([['a ***', 'has ***', true, '']]);
  });

  it('may throw away `this`: parts of the context work alone', async () => {
    const { http, run, ends, settle } = functionBench(async ({ check, sleep, row }) => {
      check('a', true);
      await sleep(1);
      row('users');
    });
    http.scope.vars['users'] = {};
    run(0);
    http.clock.advance(1);
    await settle();
    expect(ends).toEqual([null]);
  });
});

describe('a function that fails', () => {
  it.each<[string, (context: StepContext) => unknown, RegExp]>([
    [
      'at once',
      () => {
        throw new TypeError('x is no y');
      },
      /^steps\[0\]: TypeError: x is no y \(.*\.ts:\d+\)$/,
    ],
    ['later', () => Promise.reject(new Error('late')), /^steps\[0\]: late/],
    ['with no error', () => Promise.reject(nothing), /^steps\[0\]: threw null$/],
    ['with an odd thenable', () => oddThenable, /^steps\[0\]: odd/],
    [
      'with a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      },
      /^steps\[0\]: TypeError/,
    ],
    [
      'by a wrong URL',
      ({ http }) => http.get('http://example.com/'),
      /leads to none of the scenario's hosts \(http:\/\/127\.0\.0\.1:8080, /,
    ],
    [
      'by a wrong option',
      ({ http }) => http.get('/', { jsn: 1 } as object),
      /http has no option jsn, did you mean json\?/,
    ],
    ['by a row that is not there', ({ row }) => row('users'), /^there is no row of "users"$/],
  ])('%s is a failure of the iteration', async (_when, step, message) => {
    const { run, ends, settle } = functionBench(step);
    run(0);
    await settle();
    expect(ends).toHaveLength(1);
    expect(ends[0]?.message).toMatch(message);
    expect(ends[0]?.reason).toBe(message.source.includes('no row') ? 'data' : 'function');
  });

  it('without a response is a failure for that reason, unless it is caught', async () => {
    const { http, run, ends, settle } = functionBench(
      ({ http: own }) => own.get('/a'),
      async ({ http: own }) => own.get('/a').catch(() => {}),
    );
    for (const index of [0, 1]) {
      run(index);
      http.answer('reset: connection reset');
      await settle();
    }
    expect(ends.map((end) => end?.reason)).toEqual(['no-response', undefined]);
    expect(ends[0]?.message).toBe('GET /api/a: reset: connection reset');
  });

  it.each([
    [
      'text',
      { text: '{"a":', isCut: false },
      (response: HttpResponse) => response.json<unknown>(),
      'function',
      /not JSON/,
    ],
    [
      'a long body',
      { isCut: true },
      (response: HttpResponse) => response.text(),
      'body-too-large',
      /captureLimit/,
    ],
  ])('on %s says so', async (_what, response, read, reason, message) => {
    const { http, run, ends, settle } = functionBench(async (context) => read(await context.http.get('/a')));
    run(0);
    http.answer(fakeResponse(response));
    await settle();
    expect(ends[0]?.reason).toBe(reason);
    expect(ends[0]?.message).toMatch(message);
  });

  it('is not over before its open requests are', async () => {
    const { http, run, ends, settle } = functionBench((context) => {
      void context.http.get('/a');
      throw new Error('no');
    });
    run(0);
    await settle();
    expect(ends).toEqual([]);
    http.answer();
    await settle();
    expect(ends).toHaveLength(1);
  });
});

describe('a function that never ends', () => {
  it('is given up after a minute', async () => {
    const { http, run, ends, settle } = functionBench(async () => new Promise(() => {}));
    run(0);
    http.clock.advance(59_000);
    await settle();
    expect(ends).toEqual([]);
    http.clock.advance(2000);
    expect(ends[0]?.reason).toBe('function-timeout');
    expect(ends[0]?.message).toMatch(/^steps\[0\] didn't end within 60 s/);
  });

  it('is not heard of any more: nothing of it is sent, counted or answered', async () => {
    let go: () => void = () => {};
    let own: FlowHttp | undefined;
    const heard: string[] = [];
    const { http, run, ends, settle } = functionBench(
      async (context) => {
        own = context.http;
        await new Promise<void>((resolve) => (go = resolve));
        context.check('late', false);
        await Promise.race([context.http.get('/late'), context.sleep(1)]);
        heard.push('went on');
      },
      () => {},
    );
    run(0);
    http.clock.advance(61_000);
    go();
    await settle();
    expect([http.lines, http.checks, heard]).toEqual([[], [], []]);
    run(1);
    await settle();
    void own?.get('/later');
    expect(ends.map((end) => end?.reason)).toEqual(['function-timeout', undefined]);
    expect(http.lines).toEqual([]);
  });

  it('gives the connection back before it ends, and sees its signal', async () => {
    let isAborted = false;
    const { http, run, ends, settle } = functionBench(async ({ http: own, signal }) => {
      signal.addEventListener('abort', () => (isAborted = true));
      for (;;) await own.get('/again');
    });
    run(0);
    for (let turn = 0; turn < 62; turn++) {
      http.clock.advance(1000);
      if (turn < 58) http.answer();
      await settle();
    }
    expect([isAborted, ends]).toEqual([true, []]);
    const sent = http.lines.length;
    http.answer();
    await settle();
    expect(ends[0]?.reason).toBe('function-timeout');
    expect(http.lines).toHaveLength(sent);
  });

  it('is given up without a word when the run is over', async () => {
    const { http, user, run, ends, settle } = functionBench(({ http: own }) => own.get('/a'));
    run(0);
    user.cancel();
    http.answer();
    await settle();
    expect(ends).toEqual([]);
  });

  it('that had ended before leaves nothing to give up', async () => {
    const contexts: StepContext[] = [];
    const { user, run, ends, settle } = functionBench((context) => void contexts.push(context));
    for (let times = 0; times < 2; times++) {
      run(0);
      await settle();
      user.cancel();
    }
    expect(ends).toEqual([null, null]);
    // A context for each function would be dear.
    expect(contexts[1]).toBe(contexts[0]);
  });
});

it('refuses calls after the end of a function', async () => {
  let own: StepContext | undefined;
  const { run, settle } = functionBench((context) => void (own = context));
  run(0);
  await settle();
  await expect(own?.http.get('/a')).rejects.toThrow('http was called after its function had ended');
  await expect(own?.sleep(1)).rejects.toThrow('sleep was called after its function had ended');
});

it('runs the function that the module has at a place, and says so when it has none', () => {
  const { user, functions } = functionBench(() => {});
  functions.add({ name: 'a', path: ['steps', 0] });
  const wrong = { name: 'a', path: ['flows', 'a-b', 'steps', 1, 'run'] };
  expect(() => functions.add(wrong)).toThrow('there is no function at flows.a-b.steps[1].run in a worker');
  expect(() => user.run({ name: 'a', path: ['steps', 'length'] }, () => {})).toThrow('no function at');
});

it('stops looking after its functions when it is closed', () => {
  const { http, functions } = functionBench();
  expect(http.clock.nextAt).toBe(1000);
  functions.close();
  expect(http.clock.nextAt).toBe(Infinity);
});
