import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { functionSignatures } from '../../../src/scenario/expression/expression.ts';
import { parseExpression } from '../../../src/scenario/expression/parse-expression.ts';

describe('an expression', () => {
  it.each([
    ['"a"', { kind: 'value', value: 'a' }],
    ["'a'", { kind: 'value', value: 'a' }],
    ['1.5', { kind: 'value', value: 1.5 }],
    ['true', { kind: 'value', value: true }],
    ['null', { kind: 'value', value: null }],
    [' token ', { kind: 'variable', name: 'token' }],
    ['(token)', { kind: 'variable', name: 'token' }],
    ['iteration', { kind: 'number-of', what: 'iteration' }],
    ['user()', { kind: 'number-of', what: 'user' }],
    ['!a', { kind: 'unary', operator: '!', of: { kind: 'variable', name: 'a' } }],
    ['[1]', { kind: 'list', items: [{ kind: 'value', value: 1 }] }],
    ['uuid()', { kind: 'call', name: 'uuid', args: [] }],
  ])('%s is read', (text, expression) => {
    expect(parseExpression(text)).toMatchObject({ expression, problems: [] });
  });

  it.each(['+', '-', '*', '/', '%', '<', '<=', '>', '>=', '&&', '||', '??'])('has %s', (operator) => {
    expect(parseExpression(`a ${operator} b`).expression).toMatchObject({ kind: 'binary', operator });
  });

  it('compares strictly, whichever way it is written', () => {
    expect(parseExpression('a === 1').expression).toEqual(parseExpression('a == 1').expression);
    expect(parseExpression('a !== 1').expression).toEqual(parseExpression('a != 1').expression);
  });

  it('binds as in JavaScript', () => {
    expect(parseExpression('1 + 2 * 3').expression).toEqual(parseExpression('1 + (2 * 3)').expression);
    expect(parseExpression('a ? b : c ? d : e').expression).toMatchObject({
      kind: 'choice',
      no: { kind: 'choice' },
    });
  });

  it('tells which variables it reads, where, and the key after each', () => {
    expect(parseExpression("users.name + ids[0] + a['b'].c + d[e.f]").variables).toEqual([
      { name: 'users', offset: 0, key: { name: 'name', offset: 6 } },
      { name: 'ids', offset: 13, key: { name: '0', offset: 17 } },
      { name: 'a', offset: 22, key: { name: 'b', offset: 24 } },
      { name: 'e', offset: 35, key: { name: 'f', offset: 37 } },
      { name: 'd', offset: 33, key: null },
    ]);
  });

  it('tells which variables of the environment it reads', () => {
    expect(parseExpression("env('KEY') + env(name)").env).toEqual([{ name: 'KEY', offset: 4 }]);
  });
});

describe('what is wrong with an expression is told with its place', () => {
  it.each([
    ['', 0, 'an expression is missing', undefined],
    ['a +', 3, 'the expression breaks off here', undefined],
    ['a b', 2, 'unexpected b', undefined],
    ['a; b', 1, 'unexpected ;', undefined],
    ['pick(a b)', 7, 'unexpected b', undefined],
    ['"abc', 0, 'unterminated string constant', undefined],
    ['randomint(1, 2)', 0, 'there is no function randomint', 'did you mean randomInt?'],
    ['a + now()', 4, 'there is no function now', expect.stringContaining('the functions are uuid')],
    ['randomInt(1)', 0, 'randomInt takes 2 arguments, got 1', 'write randomInt(from, to)'],
    ['uuid(1)', 0, 'uuid takes no arguments, got 1', 'write uuid()'],
    ['randomInt(9, 1)', 0, 'randomInt(9, 1) has no numbers', 'write randomInt(1, 9)'],
    ['randomInt(0.5, 1)', 10, 'randomInt takes whole numbers', undefined],
    ['randomString(-1)', 13, 'randomString takes a length of 0 to 65536', undefined],
    ['pick([])', 5, 'pick takes a list that is not empty', undefined],
    ['pick("ab")', 5, 'pick takes a list', "such as pick(['a', 'b'])"],
    ['hmac("sha266", a, b)', 5, 'hmac has no algorithm "sha266"', "did you mean 'sha256'?"],
    ['env(1)', 4, 'env takes a name in quotes', undefined],
    ['uuid', 0, 'uuid is a function', 'write uuid()'],
    ['undefined', 0, 'there is no undefined', 'write null'],
    ['a.b()', 0, "methods can't be called in an expression", expect.stringContaining('the functions are')],
    ['a = 1', 0, "= can't be used in an expression", 'compare with =='],
    ['a?.b', 0, "?. can't be used in an expression", expect.stringContaining('??')],
    ['`a`', 0, "a template literal can't be used in an expression", 'join texts with +'],
    ['1 + {}', 4, "an object can't be used in an expression", expect.stringContaining('in the file')],
    ['010', 0, '010 begins with 0', 'leave the 0 out, or put quotes around it'],
    ['1e999', 0, 'the number is too large', undefined],
    ['[1, , 2]', 0, 'a value is missing in the list', undefined],
  ])('%s', (text, offset, message, hint) => {
    const { expression, problems } = parseExpression(text);
    expect(expression).toBeNull();
    expect(problems).toEqual([hint === undefined ? { offset, message } : { offset, message, hint }]);
  });

  it.each([
    'new Date()',
    'this',
    'a => a',
    'function () {}',
    'a++',
    'delete a',
    'typeof a',
    'void 0',
    '+a',
    '~a',
    'a, b',
    '...a',
    '[...a]',
    'pick(...a)',
    '/x/',
    '1n',
    'a in b',
    'a instanceof b',
    'a ** b',
    'a & b',
    'class {}',
    'import("a")',
    'import.meta',
    'new.target',
    'a?.()',
    'a`b`',
    'super.a',
    '#a in b',
    'a => {}',
  ])('%s is no part of the language', (text) => {
    const { expression, problems } = parseExpression(text);
    expect(expression).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });

  it.each(['a.__proto__', 'a["constructor"]', 'a.b.prototype', "a['__proto__'].b"])(
    '%s is refused',
    (text) => {
      expect(parseExpression(text).problems[0]?.message).toMatch(/the key \w+ can't be read/);
    },
  );

  it('all of it at once', () => {
    const { problems } = parseExpression('foo(randomInt(1)) + new X');
    expect(problems.map(({ offset }) => offset)).toEqual([4, 0, 20]);
  });

  it('and nothing about what follows from something wrong inside', () => {
    expect(parseExpression('randomInt(foo(), 2)').problems).toHaveLength(1);
  });

  it.each([
    ['brackets', `${'('.repeat(900)}a${')'.repeat(900)}`],
    ['signs', `${'!'.repeat(1900)}a`],
    ['a long sum', `a${'+a'.repeat(900)}`],
    ['lists', `${'['.repeat(900)}${']'.repeat(900)}`],
  ])('too deep: %s', (_name, text) => {
    expect(parseExpression(text).problems[0]?.message).toBe('the expression is nested too deep');
  });

  it('too long', () => {
    expect(parseExpression('a'.repeat(2001)).problems[0]?.message).toMatch(/2001 characters; 2000 at most/);
  });
});

it('whatever the text, there is an expression or a problem inside of it, and no error', () => {
  const words = [...Object.keys(functionSignatures), 'a', '__proto__', '1', '"x"', 'null', 'this', 'new'];
  const token = fc.constantFrom(...words, ...'()[]{}.,;:?!+-*/%<>=&|`\'"\\#@ \n'.split(''));
  const text = fc.oneof(
    fc.string(),
    fc.array(token, { maxLength: 30 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (input) => {
      const { expression, problems } = parseExpression(input);
      expect(expression === null).toBe(problems.length > 0);
      for (const { offset } of problems) expect(offset >= 0 && offset <= input.length).toBe(true);
    }),
  );
});
