// Hot path: what it answers runs for every condition and comparison.
import { assertNever } from '../../base/assert.ts';
import type { Expression } from '../../scenario/expression/expression.ts';
import { expressionText } from '../../scenario/expression/expression-text.ts';
import { FlowError, type Evaluate } from '../scope.ts';
import { valueKind } from './value-text.ts';

type Binary = Extract<Expression, { kind: 'binary' }>;

export function compileBinary(expression: Binary, left: Evaluate, right: Evaluate): Evaluate {
  switch (expression.operator) {
    case '&&':
      return (scope) => {
        const value = left(scope);
        return isTruthy(value) ? right(scope) : value;
      };
    case '||':
      return (scope) => {
        const value = left(scope);
        return isTruthy(value) ? value : right(scope);
      };
    case '??':
      return (scope) => left(scope) ?? right(scope);
    case '==':
      return (scope) => left(scope) === right(scope);
    case '!=':
      return (scope) => left(scope) !== right(scope);
    case '<':
      return (scope) => order(left(scope), right(scope), expression) < 0;
    case '<=':
      return (scope) => order(left(scope), right(scope), expression) <= 0;
    case '>':
      return (scope) => order(left(scope), right(scope), expression) > 0;
    case '>=':
      return (scope) => order(left(scope), right(scope), expression) >= 0;
    case '+':
      return (scope) => sum(left(scope), right(scope), expression);
    case '-':
      return arithmetic(expression, left, right, (a, b) => a - b);
    case '*':
      return arithmetic(expression, left, right, (a, b) => a * b);
    case '/':
      return arithmetic(expression, left, right, (a, b) => a / b);
    case '%':
      return arithmetic(expression, left, right, (a, b) => a % b);
    default:
      return assertNever(expression.operator);
  }
}

/** Whether a condition holds: as in JavaScript, with all but false, 0, '' and null. */
export function isTruthy(value: unknown): boolean {
  return Boolean(value);
}

/** A number, or a text that is one, as all values of a CSV file are. */
export function numberOf(value: unknown, expression: Expression): number {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  return Number.isNaN(number) ? refuse(expression, `${valueKind(value)} is no number`) : number;
}

function arithmetic(
  expression: Binary,
  left: Evaluate,
  right: Evaluate,
  compute: (a: number, b: number) => number,
): Evaluate {
  return (scope) =>
    finite(compute(numberOf(left(scope), expression), numberOf(right(scope), expression)), expression);
}

function finite(value: number, expression: Binary): number {
  return Number.isFinite(value) ? value : refuse(expression, 'the result is no number');
}

/** Numbers are added, texts joined; a text and a number or boolean are joined too. */
function sum(left: unknown, right: unknown, expression: Binary): unknown {
  if (typeof left === 'number' && typeof right === 'number') return finite(left + right, expression);
  const isText = typeof left === 'string' || typeof right === 'string';
  if (!isText || !isScalar(left) || !isScalar(right)) {
    return refuse(expression, `${valueKind(left)} and ${valueKind(right)} can't be added`);
  }
  return `${left}${right}`;
}

/** Two texts by their UTF-16 units, everything else as numbers. */
function order(left: unknown, right: unknown, expression: Binary): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return numberOf(left, expression) - numberOf(right, expression);
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function refuse(expression: Expression, why: string): never {
  throw new FlowError('expression', `${expressionText(expression)}: ${why}`);
}
