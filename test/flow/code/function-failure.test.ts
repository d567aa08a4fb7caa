import { expect, it } from 'vitest';
import { describeThrown, functionFailure, placeOf } from '../../../src/flow/code/function-failure.ts';
import { FlowError } from '../../../src/flow/scope.ts';

function errorWith(stack: string): Error {
  return Object.assign(new Error('no'), { stack });
}

it.each([
  ['at steps (/s/checkout.ts:12:7)', 'checkout.ts:12'],
  ['at async file:///s/lib/a%20b.mjs:3:1', 'lib/a b.mjs:3'],
  ['at /s/checkout.ts:5:1', 'checkout.ts:5'],
  ['at f (/s/node_modules/p/i.js:1:1)\n    at g (/s/a.ts:2:1)', 'a.ts:2'],
  ['at f (node:fs:1:1)\n    at g (/other/a.ts:2:1)', null],
  ['at eval (eval at <anonymous> (/s/a.ts:1:1), <anonymous>:1:1)', null],
  ['at f (file://%zz/a.ts:1:1)', null],
  ['', null],
])('the place of %j is %s', (lines, place) => {
  expect(placeOf(errorWith(`Error: no\n    ${lines}`), '/s')).toBe(place);
});

it.each<[unknown, string]>([
  [errorWith('Error: no\n    at f (/s/a.ts:2:1)'), 'no (a.ts:2)'],
  [Object.assign(new TypeError('no\n  way'), { stack: '' }), 'TypeError: no way'],
  [Object.assign(new Error(''), { stack: '' }), 'an error without a message'],
  ['text', 'threw text'],
  [undefined, 'threw undefined'],
  [Object.create(null), 'threw something that can not be shown'],
  [
    Object.defineProperty(new Error(), 'message', {
      get: () => {
        throw new Error('hostile');
      },
    }),
    'threw something that can not be shown',
  ],
  [Object.assign(new Error('x'.repeat(1e6)), { stack: '' }), `${'x'.repeat(300)}…`],
])('%# what was thrown is described in a line', (thrown, text) => {
  expect(describeThrown(thrown, '/s')).toBe(text);
});

it('keeps the reason of failures that have one', () => {
  const failure = new FlowError('data', 'no rows');
  expect(functionFailure(failure, 'f', '/s')).toBe(failure);
  expect(functionFailure('x', 'f', '/s')).toMatchObject({ reason: 'function', message: 'f: threw x' });
});
