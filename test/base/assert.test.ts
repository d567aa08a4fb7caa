import { expect, it } from 'vitest';
import { assert, assertNever } from '../../src/base/assert.ts';

it('says nothing when the condition holds', () => {
  expect(() => assert(true, 'never seen')).not.toThrow();
});

it('throws a bug when the condition does not hold', () => {
  expect(() => assert(false, 'two ends')).toThrow('bug: two ends');
});

it('names the value that no case expected', () => {
  expect(() => assertNever({ kind: 'new' } as never)).toThrow('bug: unexpected {"kind":"new"}');
});
