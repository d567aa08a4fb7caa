import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { catchStrayFailures } from '../../../src/flow/code/stray-failures.ts';
import { FlowError } from '../../../src/flow/scope.ts';

function bench(): { readonly emitter: EventEmitter; readonly strays: string[]; readonly stop: () => void } {
  const emitter = new EventEmitter();
  const strays: string[] = [];
  const stop = catchStrayFailures(import.meta.dirname, ({ message }) => strays.push(message), emitter);
  return { emitter, strays, stop };
}

it('tells of what nobody could catch', () => {
  const { emitter, strays } = bench();
  emitter.emit('unhandledRejection', new Error('lost'));
  emitter.emit('unhandledRejection', undefined);
  emitter.emit('uncaughtException', new Error('late'));
  emitter.emit(
    'uncaughtException',
    Object.assign(new Error('net'), { stack: 'Error: net\n  at node:net:1:1' }),
  );
  expect(strays).toEqual([
    expect.stringMatching(/^a promise that nobody waits for: lost \(stray-failures\.test\.ts:\d+\)$/),
    'a promise that nobody waits for: threw undefined',
    expect.stringMatching(/^outside of any function: late \(stray-failures\.test\.ts:\d+\)$/),
    'outside of any function: net',
  ]);
});

it('counts no request a second time', () => {
  const { emitter, strays } = bench();
  emitter.emit('unhandledRejection', new FlowError('no-response', 'reset'));
  expect(strays).toEqual([]);
});

it('leaves bugs of inrush alone', () => {
  const { emitter } = bench();
  const stack = `Error: bug\n    at make (${new URL('../../../src/run/worker.ts', import.meta.url).pathname}:1:1)`;
  const bug = Object.assign(new Error('bug'), { stack });
  expect(() => emitter.emit('uncaughtException', bug)).toThrow(bug);
});

it('can be ended', () => {
  const { emitter, stop } = bench();
  stop();
  expect(emitter.eventNames()).toEqual([]);
});
