import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, compileCondition } from '../../../src/flow/expression/compile.ts';
import { FlowError } from '../../../src/flow/scope.ts';
import { expressionText } from '../../../src/scenario/expression/expression-text.ts';
import { anyExpression } from '../../support/any-expression.ts';
import { expressionOf, scopeOf } from '../../support/expression-scope.ts';

const vars = {
  a: 3,
  text: 'héllo',
  age: '31',
  no: false,
  nothing: null,
  ids: [10, 20, 30],
  users: { name: 'anna', length: 7, nested: { deep: ['x'] } },
};
const valueOf = (text: string): unknown => compile(expressionOf(text))(scopeOf(vars));
const failureOf = (text: string): string => {
  try {
    return `no failure: ${JSON.stringify(valueOf(text))}`;
  } catch (error) {
    return error instanceof FlowError ? `${error.reason}: ${error.message}` : String(error);
  }
};

describe('an expression', () => {
  it.each<[string, unknown]>([
    ['1 + 2 * 3', 7],
    ['"a" + 1 + true', 'a1true'],
    ['a % 2 == 1', true],
    ['age - 1', 30],
    ['age + 1', '311'],
    ['-age', -31],
    ['age > 5', true],
    ['[a < 3, a <= 3, a > 3, a >= 3, a < 4, a >= 4]', [false, true, false, true, true, false]],
    ['"b" > "a"', true],
    ['a == "3"', false],
    ['a != 3', false],
    ['users.name', 'anna'],
    ['users["name"]', 'anna'],
    ['users.nested.deep[0]', 'x'],
    ['users.missing', null],
    ['users.missing == null', true],
    ['ids.length', 3],
    ['ids[1]', 20],
    ['ids[a - 1]', 30],
    ['ids[9]', null],
    ['ids["1"]', 20],
    ['text.length', 5],
    ['text[1]', 'é'],
    ['users.length', 7],
    ['nothing ?? "x"', 'x'],
    ['no || "x"', 'x'],
    ['no && unset', false],
    ['!no ? "yes" : "no"', 'yes'],
    ['[a, "b"]', [3, 'b']],
    ['iteration + user', 45],
  ])('%s is %j', (text, value) => {
    expect(valueOf(text)).toEqual(value);
  });

  it.each([
    ['unset', 'unset has no value here'],
    ['unset.name', 'unset has no value here'],
    ['nothing.name', 'nothing is null, and has no name'],
    ['a.name', 'a is 3, and has no name'],
    ['users.missing.name', 'users.missing is null, and has no name'],
    ['ids[null]', 'ids has no key that is null'],
    ['"x" * 2', '"x" * 2: the text "x" is no number'],
    ['"" - 1', '"" - 1: the text "" is no number'],
    ['ids - 1', 'ids - 1: a list of 3 is no number'],
    ['a / 0', 'a / 0: the result is no number'],
    ['null + 1', "null + 1: null and 1 can't be added"],
    ['ids + "x"', 'ids + "x": a list of 3 and the text "x" can\'t be added'],
    ['nothing < 1', 'nothing < 1: null is no number'],
    ['-text', '-text: the text "héllo" is no number'],
  ])('%s is a failure that names it', (text, message) => {
    expect(failureOf(text)).toBe(`expression: ${message}`);
  });
});

describe('a variable without a value', () => {
  it.each<[string, unknown]>([
    ['unset ?? 1', 1],
    ['unset || 1', 1],
    ['unset && 1', null],
    ['!unset', true],
    ['unset == null', true],
    ['null != unset', false],
    ['unset ? 1 : 2', 2],
    ['env("UNSET") ?? 1', 1],
  ])('may be asked for: %s', (text, value) => {
    expect(valueOf(text)).toBe(value);
  });

  it('is no condition that holds', () => {
    expect(compileCondition(expressionOf('unset'))(scopeOf({}))).toBeNull();
    expect(compileCondition(expressionOf('a'))(scopeOf({ a: 1 }))).toBe(1);
  });
});

describe('nothing that all objects share can be reached', () => {
  const names = Reflect.ownKeys(Object.prototype).filter((name) => typeof name === 'string');
  const shared = [
    ...names,
    'map',
    'at',
    'charAt',
    'call',
    'apply',
    'bind',
    'prototype',
    'caller',
    'arguments',
  ];

  it.each(shared)('%s', (name) => {
    const scope = scopeOf({ ...vars, key: name });
    for (const object of ['users', 'ids', 'text', 'users.nested']) {
      expect(compile(expressionOf(`${object}[key]`))(scope)).toBeNull();
    }
    expect(() => compile(expressionOf('a[key]'))(scope)).toThrow(FlowError);
    expect(() => compile({ kind: 'variable', name })(scope)).toThrow(FlowError);
  });

  it('a key of that name that a response has is an ordinary one', () => {
    const body: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const scope = scopeOf({ body, key: '__proto__' });
    expect(compile(expressionOf('body[key]'))(scope)).toBe(1);
  });
});

it('computes what JavaScript computes, or fails where that is no number or reads from nothing', () => {
  const values = { a: 2, b: 'b', c: { name: 'n', length: 1 }, d: [1, 'x', null] };
  const context = createContext({ ...structuredClone(values), iteration: 42, user: 3 });
  fc.assert(
    fc.property(anyExpression, (expression) => {
      const text = expressionText(expression);
      let value: unknown;
      try {
        value = compile(expression)(scopeOf(values));
      } catch (error) {
        expect(error).toBeInstanceOf(FlowError);
        return;
      }
      // Missing keys are null here, so that `== null` needs no second form: there JavaScript says something else.
      fc.pre(!text.includes('[') && !text.includes('.'));
      expect(value).toEqual(structuredClone(runInContext(strict(text), context)));
    }),
  );
});

/** `==` is strict in the language. */
function strict(text: string): string {
  return text.replaceAll(/"(?:[^"\\]|\\.)*"| ([!=])= /g, (all, sign?: string) =>
    sign === undefined ? all : ` ${sign}== `,
  );
}
