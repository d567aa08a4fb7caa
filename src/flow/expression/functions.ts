// Hot path: what it answers runs for every call in a request.
import { createHmac, randomUUID } from 'node:crypto';
import { assertNever, present } from '../../base/assert.ts';
import type { Random } from '../../base/random.ts';
import type { Expression } from '../../scenario/expression/expression.ts';
import { expressionText } from '../../scenario/expression/expression-text.ts';
import { hmacAlgorithms, longestRandomString } from '../../scenario/expression/function-rules.ts';
import { FlowError, type Evaluate } from '../scope.ts';
import { valueKind, valueText } from './value-text.ts';

type Call = Extract<Expression, { kind: 'call' }>;

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** All random numbers but UUIDs come from the scope's generator, so that a seed repeats them. */
export function compileCall(call: Call, args: readonly Evaluate[]): Evaluate {
  const argument = (index: number): Evaluate => present(args[index]);
  const text = (index: number): ((scope: Parameters<Evaluate>[0]) => string) => {
    const source = (): string => expressionText(present(call.args[index]));
    const evaluate = argument(index);
    return (scope) => valueText(evaluate(scope), source);
  };
  switch (call.name) {
    // Never seeded: what one run has created must not be there already in the next.
    case 'uuid':
      return () => randomUUID();
    case 'timestamp':
      return () => Date.now();
    case 'randomInt': {
      const [from, to] = [argument(0), argument(1)];
      return (scope) => randomInt(from(scope), to(scope), scope.random, call);
    }
    case 'randomString': {
      const length = argument(0);
      return (scope) => randomString(length(scope), scope.random, call);
    }
    case 'pick': {
      const list = argument(0);
      return (scope) => picked(list(scope), scope.random, call);
    }
    case 'base64': {
      const plain = text(0);
      return (scope) => Buffer.from(plain(scope)).toString('base64');
    }
    case 'hmac': {
      const [algorithm, key, message] = [text(0), text(1), text(2)];
      return (scope) => hmac(algorithm(scope), key(scope), message(scope), call);
    }
    case 'env': {
      const name = text(0);
      return (scope) => variableOf(scope.env, name(scope));
    }
    default:
      return assertNever(call.name);
  }
}

/** Uniform, both ends included. */
function randomInt(from: unknown, to: unknown, random: Random, call: Call): number {
  const low = wholeOf(from);
  const high = wholeOf(to);
  if (Number.isNaN(low) || Number.isNaN(high)) {
    return refuse(call, `needs two whole numbers, got ${valueKind(from)} and ${valueKind(to)}`);
  }
  if (low > high) return refuse(call, `there are no numbers from ${low} to ${high}`);
  return low + Math.floor(random() * (high - low + 1));
}

function randomString(length: unknown, random: Random, call: Call): string {
  const count = wholeOf(length);
  if (!(count >= 0 && count <= longestRandomString)) {
    return refuse(call, `needs a length of 0 to ${longestRandomString}, got ${valueKind(length)}`);
  }
  let text = '';
  for (let index = 0; index < count; index++) text += characters.charAt(random() * characters.length);
  return text;
}

function picked(list: unknown, random: Random, call: Call): unknown {
  if (!Array.isArray(list)) return refuse(call, `needs a list, got ${valueKind(list)}`);
  if (list.length === 0) return refuse(call, 'the list is empty');
  return list[Math.floor(random() * list.length)] ?? null;
}

function hmac(algorithm: string, key: string, message: string, call: Call): string {
  if (!hmacAlgorithms.includes(algorithm)) {
    return refuse(call, `there is no algorithm ${JSON.stringify(algorithm.slice(0, 40))}`);
  }
  return createHmac(algorithm, key).update(message).digest('hex');
}

function variableOf(env: Readonly<Record<string, string>>, name: string): string {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  if (value === undefined) throw new FlowError('expression', `env("${name}"): the variable is not set`);
  return value;
}

/** A whole number, or a text that is one; else NaN. */
function wholeOf(value: unknown): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : NaN;
}

function refuse(call: Call, why: string): never {
  throw new FlowError('expression', `${expressionText(call)}: ${why}`);
}
