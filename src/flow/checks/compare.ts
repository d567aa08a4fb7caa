// Hot path: what it answers runs for every check of every response.
import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '../../base/assert.ts';
import type { Comparison } from '../../plan/flows-plan.ts';
import { compile } from '../expression/compile.ts';
import type { Scope } from '../scope.ts';

/** Whether a value of a response is as a check wants it. undefined: the response has no such value. */
export type Compare = (got: unknown, scope: Scope) => boolean;

/** `isText`: what comes is always text, as a header is, and a number in it may be compared as one. */
export async function makeCompare(comparison: Comparison, isText: boolean): Promise<Compare> {
  switch (comparison.operator) {
    case 'exists':
      return (got) => got !== undefined;
    case 'missing':
      return (got) => got === undefined;
    case '~':
    case '!~': {
      const { compileRegex } = await import('../../scenario/regex/compile-regex.ts');
      const pattern = compileRegex(comparison.pattern);
      const wanted = comparison.operator === '~';
      return (got) => got !== undefined && pattern.test(textOf(got)) === wanted;
    }
    default:
      return compareWith(comparison, isText);
  }
}

type WithExpected = Extract<Comparison, { expected: unknown }>;

function compareWith({ operator, expected }: WithExpected, isText: boolean): Compare {
  const evaluate = compile(expected);
  // Values of CSV files and captures by text are texts: of them "5" is 5, of what stands in the file it isn't.
  const isLoose = isText || expected.kind !== 'value';
  switch (operator) {
    case '==':
      return (got, scope) => got !== undefined && isEqual(got, evaluate(scope), isLoose);
    case '!=':
      return (got, scope) => got !== undefined && !isEqual(got, evaluate(scope), isLoose);
    case '<':
      return (got, scope) => order(got, evaluate(scope)) < 0;
    case '<=':
      return (got, scope) => order(got, evaluate(scope)) <= 0;
    case '>':
      return (got, scope) => order(got, evaluate(scope)) > 0;
    case '>=':
      return (got, scope) => order(got, evaluate(scope)) >= 0;
    case 'contains':
      return (got, scope) => contains(got, evaluate(scope), isLoose);
    default:
      return assertNever(operator);
  }
}

function isEqual(got: unknown, expected: unknown, isLoose: boolean): boolean {
  if (got === expected) return true;
  if (typeof got === 'object' && typeof expected === 'object') return isDeepStrictEqual(got, expected);
  if (!isLoose || typeof got === typeof expected) return false;
  if (typeof got === 'number' || typeof expected === 'number') return numberOf(got) === numberOf(expected);
  return typeof got !== 'object' && typeof expected !== 'object' && textOf(got) === textOf(expected);
}

/** Below, at or above 0; NaN where one is no number: nothing holds then. Two texts by their UTF-16 units. */
function order(got: unknown, expected: unknown): number {
  if (typeof got === 'string' && typeof expected === 'string') {
    const difference = numberOf(got) - numberOf(expected);
    return Number.isNaN(difference) ? (got < expected ? -1 : got > expected ? 1 : 0) : difference;
  }
  return numberOf(got) - numberOf(expected);
}

function numberOf(value: unknown): number {
  if (typeof value === 'string') return value.trim() === '' ? NaN : Number(value);
  return typeof value === 'number' ? value : NaN;
}

function contains(got: unknown, expected: unknown, isLoose: boolean): boolean {
  if (Array.isArray(got)) return got.some((item) => isEqual(item, expected, isLoose));
  return typeof got === 'string' && got.includes(textOf(expected));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
