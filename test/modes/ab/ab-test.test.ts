import { expect, it } from 'vitest';
import { InrushError } from '../../../src/base/errors.ts';
import { abTest } from '../../../src/modes/ab/ab-test.ts';

// Nothing listens there, and nothing may be sent before the input is right.
const target = { url: 'http://127.0.0.1:1/' };

it('refuses wrong input with everything that is wrong with it', async () => {
  const running = abTest({ ...target, body: 'x' } as never, target, { pair: 5, alpha: '5%' } as never);
  expect(await messagesOf(running)).toEqual([
    'body must be bytes: Buffer.from(text)',
    expect.stringContaining('has no field "pair"'),
    'alpha must be a number',
  ]);
});

it('refuses what the command line would refuse', async () => {
  expect(await messagesOf(abTest({ ...target, connections: 0 }, target, { pairs: 0 }))).toEqual([
    '-c/--connections must be above 0, got 0',
    '--pairs must be above 0, got 0',
  ]);
});

it('says which target does not answer', async () => {
  expect(await messagesOf(abTest(target, target))).toEqual([
    expect.stringMatching(/^A: nothing answers at http:\/\/127\.0\.0\.1:1\//),
  ]);
});

it('sends nothing for a signal that was aborted before', async () => {
  const signal = AbortSignal.abort(new Error('not now'));
  await expect(abTest(target, target, { signal })).rejects.toThrow('not now');
});

async function messagesOf(running: Promise<unknown>): Promise<readonly string[]> {
  try {
    await running;
  } catch (error) {
    if (error instanceof InrushError) return error.problems.map(({ message }) => message);
    throw error;
  }
  return [];
}
