// Hot path: what it answers runs for every hole, condition and comparison of every request.
import { assertNever } from '../../base/assert.ts';
import type { Expression } from '../../scenario/expression/expression.ts';
import { expressionText } from '../../scenario/expression/expression-text.ts';
import { FlowError, type Evaluate } from '../scope.ts';
import { compileCall } from './functions.ts';
import { compileBinary, isTruthy, numberOf } from './operators.ts';
import { valueKind } from './value-text.ts';

/** An expression as a function, made once. What is missing is null, never undefined. */
export function compile(expression: Expression): Evaluate {
  switch (expression.kind) {
    case 'value': {
      const { value } = expression;
      return () => value;
    }
    case 'variable':
      return compileVariable(expression.name);
    case 'number-of':
      return expression.what === 'iteration' ? ({ iteration }) => iteration : ({ user }) => user;
    case 'member':
      return compileMember(expression);
    case 'call':
      return compileCall(expression, expression.args.map(compile));
    case 'unary':
      return compileUnary(expression);
    case 'binary':
      return compileBinary(expression, compileLeft(expression), compileRight(expression));
    case 'choice': {
      const condition = compileCondition(expression.condition);
      const yes = compile(expression.yes);
      const no = compile(expression.no);
      return (scope) => (isTruthy(condition(scope)) ? yes(scope) : no(scope));
    }
    case 'list': {
      const items = expression.items.map(compile);
      return (scope) => items.map((item) => item(scope));
    }
    default:
      return assertNever(expression);
  }
}

function compileVariable(name: string): Evaluate {
  return ({ vars }) => {
    const value = vars[name];
    if (value === undefined) throw new FlowError('expression', `${name} has no value here`);
    return value;
  };
}

/**
 * A value of which is only asked whether it is there, as in `when: token` or `token ?? 'none'`: a variable without one
 * is null here, and an error everywhere else.
 */
export function compileCondition(expression: Expression): Evaluate {
  if (expression.kind === 'variable') {
    const { name } = expression;
    return ({ vars }) => vars[name] ?? null;
  }
  const [name] = expression.kind === 'call' && expression.name === 'env' ? expression.args : [];
  if (name?.kind !== 'value') return compile(expression);
  const key = String(name.value);
  return ({ env }) => (Object.hasOwn(env, key) ? env[key] : null);
}

type Binary = Extract<Expression, { kind: 'binary' }>;

function compileLeft({ operator, left, right }: Binary): Evaluate {
  const asks = ['??', '||', '&&'].includes(operator) || comparesWithNull(operator, right);
  return asks ? compileCondition(left) : compile(left);
}

function compileRight({ operator, left, right }: Binary): Evaluate {
  return comparesWithNull(operator, left) ? compileCondition(right) : compile(right);
}

function comparesWithNull(operator: Binary['operator'], other: Expression): boolean {
  return (operator === '==' || operator === '!=') && other.kind === 'value' && other.value === null;
}

function compileMember(expression: Extract<Expression, { kind: 'member' }>): Evaluate {
  const of = compile(expression.of);
  const source = (): string => expressionText(expression.of);
  const constant = expression.key.kind === 'value' ? expression.key.value : null;
  if (typeof constant === 'string' || typeof constant === 'number') {
    return (scope) => member(of(scope), constant, source);
  }
  const key = compile(expression.key);
  return (scope) => {
    const value = key(scope);
    if (typeof value === 'string' || typeof value === 'number') return member(of(scope), value, source);
    throw new FlowError('expression', `${source()} has no key that is ${valueKind(value)}`);
  };
}

/** A value's own: nothing that all objects share can be reached. */
function member(of: unknown, key: string | number, source: () => string): unknown {
  if (typeof of === 'object' && of !== null) {
    return hasOwn(of, key) ? (of[key] ?? null) : null;
  }
  if (typeof of === 'string') return key === 'length' ? of.length : (of[Number(key)] ?? null);
  throw new FlowError('expression', `${source()} is ${valueKind(of)}, and has no ${key}`);
}

function hasOwn<K extends string | number>(of: object, key: K): of is Readonly<Record<K, unknown>> {
  return Object.hasOwn(of, key);
}

function compileUnary(expression: Extract<Expression, { kind: 'unary' }>): Evaluate {
  if (expression.operator === '!') {
    const asked = compileCondition(expression.of);
    return (scope) => !isTruthy(asked(scope));
  }
  const of = compile(expression.of);
  return (scope) => -numberOf(of(scope), expression);
}
