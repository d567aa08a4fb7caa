import { describe, expect, it } from 'vitest';
import { plainCopy } from '../../../src/scenario/file/plain-copy.ts';

const run = (): void => {};

it('copies plain data, keeps functions, and leaves out what is undefined', () => {
  const given = { a: [1, 'b', null, { c: true }], run, none: undefined, bare: Object.create(null) as object };
  const { value, faults } = plainCopy(given);
  expect(faults).toEqual([]);
  expect(value).toStrictEqual({ a: [1, 'b', null, { c: true }], run, bare: {} });
  expect(value).not.toBe(given);
});

const itself: Record<string, unknown> = {};
itself['self'] = itself;
const doubling = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner, inner], 1);

describe('what is no plain data is refused, with its place', () => {
  it.each<[string, unknown, unknown[]]>([
    ['a date', { at: new Date(0) }, [[['at'], 'is an object of Date']]],
    ['a map', [new Map()], [[[0], 'is an object of Map']]],
    ['bytes', { body: new Uint8Array(1) }, [[['body'], 'is an object of Uint8Array']]],
    ['a symbol', { a: Symbol('x') }, [[['a'], 'is symbol']]],
    ['a bigint', { a: 1n }, [[['a'], 'is bigint']]],
    ['no number', { a: NaN }, [[['a'], 'is NaN']]],
    ['undefined in a list', { a: [undefined] }, [[['a', 0], 'is undefined']]],
    ['nothing', undefined, [[[], 'is undefined']]],
    ['a promise', Promise.resolve({}), [[[], 'is an object of Promise']]],
    [
      'forbidden keys',
      JSON.parse('{"a": {"__proto__": {"x": 1}}, "constructor": 1}'),
      [
        [['a', '__proto__'], 'is a key that is not allowed'],
        [['constructor'], 'is a key that is not allowed'],
      ],
    ],
  ])('%s', (_name, given, faults) => {
    expect(plainCopy(given).faults.map(({ path, message }) => [path, message])).toEqual(faults);
  });

  it('what holds itself', () => {
    const [fault, ...others] = plainCopy(itself).faults;
    expect([fault?.message, others]).toEqual(['is nested deeper than 50 levels', []]);
  });

  it('lists that hold each other', () => {
    const { faults } = plainCopy(doubling);
    expect(faults.map(({ message }) => message)).toEqual(['holds more than 1000000 values']);
  });
});
