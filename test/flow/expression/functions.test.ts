import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/flow/expression/compile.ts';
import { expressionOf, scopeOf } from '../../support/expression-scope.ts';

const vars = { ids: [1, 2, 3], none: [], text: 'abc', count: '5', low: 'x' };
const valueOf = (text: string): unknown => compile(expressionOf(text))(scopeOf(vars));

describe('random values', () => {
  it('are the same with the same seed, and others with another', () => {
    const evaluate = compile(expressionOf('[randomInt(0, 1000000), randomString(20), pick(ids)]'));
    expect(evaluate(scopeOf(vars, 7))).toEqual(evaluate(scopeOf(vars, 7)));
    expect(evaluate(scopeOf(vars, 7))).not.toEqual(evaluate(scopeOf(vars, 8)));
  });

  it('randomInt is whole and of every number from one end to the other', () => {
    const evaluate = compile(expressionOf('randomInt(-1, 2)'));
    const scope = scopeOf({});
    const seen = new Set(Array.from({ length: 200 }, () => evaluate(scope)));
    expect(seen).toEqual(new Set([-1, 0, 1, 2]));
  });

  it('randomInt stays in its range, whatever that is', () => {
    const int = fc.maxSafeInteger();
    fc.assert(
      fc.property(int, int, fc.integer(), (a, b, seed) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const value = compile(expressionOf('randomInt(low, high)'))(scopeOf({ low, high }, seed));
        expect(Number.isInteger(value)).toBe(true);
        expect(Number(value)).toBeGreaterThanOrEqual(low);
        expect(Number(value)).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('randomString has letters and digits, as many as asked for', () => {
    expect(valueOf('randomString(50)')).toMatch(/^[A-Za-z0-9]{50}$/);
    expect(valueOf('randomString(0)')).toBe('');
    expect(valueOf('randomString(count)')).toHaveLength(5);
  });

  it('pick takes one of a list', () => {
    expect(vars.ids).toContain(valueOf('pick(ids)'));
    expect(valueOf("pick(['a'])")).toBe('a');
  });

  it('uuid is another each time, seeded or not', () => {
    const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
    expect(valueOf('uuid()')).toMatch(uuid);
    expect(valueOf('uuid()')).not.toBe(valueOf('uuid()'));
  });
});

it('timestamp is in milliseconds since 1970', () => {
  const before = Date.now();
  expect(valueOf('timestamp()')).toBeGreaterThanOrEqual(before);
  expect(valueOf('timestamp()')).toBeLessThanOrEqual(Date.now());
});

it('base64 is of the text as UTF-8', () => {
  expect(valueOf('base64("añ€")')).toBe(Buffer.from('añ€').toString('base64'));
  expect(valueOf('base64(12)')).toBe('MTI=');
});

it('hmac is in hexadecimal digits', () => {
  const expected = createHmac('sha256', 'key').update('text').digest('hex');
  expect(valueOf('hmac("sha256", "key", "text")')).toBe(expected);
});

it('env reads what the scenario was given', () => {
  expect(valueOf('env("KEY")')).toBe('k');
});

it.each([
  ['pick(none)', 'pick(none): the list is empty'],
  ['pick(text)', 'pick(text): needs a list, got the text "abc"'],
  ['pick(ids.length)', 'pick(ids.length): needs a list, got 3'],
  ['randomInt(low, 2)', 'randomInt(low, 2): needs two whole numbers, got the text "x" and 2'],
  ['randomInt(9, ids[0])', 'randomInt(9, ids[0]): there are no numbers from 9 to 1'],
  [
    'randomInt(null ?? none, 2)',
    'randomInt(null ?? none, 2): needs two whole numbers, got a list of 0 and 2',
  ],
  ['randomString(-1 * 2)', 'randomString((-1) * 2): needs a length of 0 to 65536, got -2'],
  ['hmac(text, "k", "t")', 'hmac(text, "k", "t"): there is no algorithm "abc"'],
  ['base64(ids[7])', 'ids[7] is null'],
  ['env("toString")', 'env("toString"): the variable is not set'],
])('%s is a failure that names it', (text, message) => {
  expect(() => valueOf(text)).toThrow(expect.objectContaining({ reason: 'expression', message }));
});
