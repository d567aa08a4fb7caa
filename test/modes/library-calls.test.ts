import { describe, expect, it } from 'vitest';
import { InrushError } from '../../src/base/errors.ts';
import { compareSyncAsync } from '../../src/modes/sync-vs-async/compare-sync-async.ts';
import { runLoadTest } from '../../src/modes/run-load-test.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

// Nothing listens there, and nothing may be sent before the input is right.
const url = 'http://127.0.0.1:1/';

describe.each([
  ['runLoadTest', runLoadTest],
  ['compareSyncAsync', compareSyncAsync],
])('%s', (_name, call) => {
  it('refuses wrong input with everything that is wrong with it', async () => {
    const scenario = { url, conections: 5, body: 'x', requests: 5 } as unknown as Scenario;
    const options = { fialIf: [], failIf: ['nonsense'] };
    expect(await messagesOf(call(scenario, options))).toEqual([
      expect.stringContaining('has no field "conections"'),
      'body must be bytes: Buffer.from(text)',
      expect.stringContaining('has no field "fialIf"'),
      expect.stringContaining('"nonsense" is not a condition'),
    ]);
  });

  it.each([
    [{ failIf: 'p95 > 1s' }, 'failIf must be a list of texts'],
    [{ failIf: [5] }, 'failIf must be a list of texts'],
    [{ onTick: 5 }, 'onTick must be a function'],
    [{ signal: 'stop' }, 'signal must be an object'],
    [
      { serve: [] },
      'serve must be a command: a text for the shell, or a list of a program and its arguments',
    ],
    ['text', 'the second argument must be an object'],
  ])('refuses options of the wrong kind: %j', async (options, message) => {
    expect(await messagesOf(call({ url }, options as object))).toEqual([message]);
  });

  it('refuses what the command line would refuse', async () => {
    expect(await messagesOf(call({ url: 'ftp://127.0.0.1/', connections: -1 }))).toEqual(
      expect.arrayContaining([
        '-c/--connections must be above 0, got -1',
        expect.stringContaining('has the scheme ftp://'),
      ]),
    );
  });

  it('sends nothing for a signal that was aborted before', async () => {
    const signal = AbortSignal.abort(new Error('not now'));
    await expect(call({ url }, { signal })).rejects.toThrow('not now');
  });
});

it.each([-1, 1.5, NaN])('runLoadTest refuses maxBodyBytes %d', async (maxBodyBytes) => {
  expect(await messagesOf(runLoadTest({ url }, { maxBodyBytes }))).toEqual([
    expect.stringContaining('maxBodyBytes must be a whole number'),
  ]);
});

it('runLoadTest refuses conditions on what the model has not', async () => {
  expect(await messagesOf(runLoadTest({ url }, { failIf: ['missed > 1%'] }))).toEqual([
    expect.stringContaining('needs an open model'),
  ]);
});

it('compareSyncAsync refuses a shape that makes no sense', async () => {
  expect(await messagesOf(compareSyncAsync({ url }, { rounds: 0, failIf: ['knee < 5'] }))).toEqual([
    expect.stringContaining('needs a side that is not run'),
    expect.stringContaining('--rounds must be above 0'),
  ]);
});

async function messagesOf(call: Promise<unknown>): Promise<readonly string[]> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InrushError)) throw error;
  expect(error.code).toBe('usage');
  return error.problems.map(({ message }) => message);
}
