import { describe, expect, it } from 'vitest';
import { describeCause, InrushError } from '../../src/base/errors.ts';

describe('InrushError', () => {
  it('carries every problem, its code and its cause', () => {
    const cause = new Error('below');
    const problems = [{ message: 'a.yaml:1: no url', hint: 'Add url.' }, { message: 'a.yaml:2: no load' }];
    const error = new InrushError('usage', problems, { cause });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('InrushError');
    expect(error.code).toBe('usage');
    expect(error.problems).toEqual(problems);
    expect(error.message).toBe('a.yaml:1: no url\na.yaml:2: no load');
    expect(error.cause).toBe(cause);
  });
});

describe('describeCause', () => {
  it.each([
    ['a plain error', new Error('broken'), 'broken'],
    ['a system error', withCode('no such file or directory', 'ENOENT'), 'ENOENT: no such file or directory'],
    ['a code that the message has already', withCode('connect EPIPE', 'EPIPE'), 'connect EPIPE'],
    ['a code without a message', withCode('', 'ECONNREFUSED'), 'ECONNREFUSED'],
    ['a code that is no text', withCode('odd', 7), 'odd'],
    ['an error that says nothing', new Error(''), ''],
    ['a thrown string', 'just text', 'just text'],
    ['nothing', undefined, 'undefined'],
  ])('describes %s', (_, cause, text) => {
    expect(describeCause(cause)).toBe(text);
  });
});

function withCode(message: string, code: unknown): Error {
  return Object.assign(new Error(message), { code });
}
