import { expect, it } from 'vitest';
import { variableNameProblem } from '../../../src/scenario/expression/variable-name.ts';

it.each(['token', 'orderIds', '_a', '$b', 'a1', 'größe', 'toString'])('%s is a name', (name) => {
  expect(variableNameProblem(name)).toBeNull();
});

it.each([
  'uuid',
  'iteration',
  'user',
  'true',
  'null',
  'undefined',
  'this',
  'new',
  'class',
  '__proto__',
  'constructor',
])('%s means something else', (name) => {
  expect(variableNameProblem(name)?.message).toBe(`"${name}" means something else in expressions`);
});

it.each(['', 'order-id', '1a', 'a.b', 'a b', '(a)', ' a', '"a"', 'a/**/'])('%j is no name', (name) => {
  expect(variableNameProblem(name)?.message).toBe(`"${name}" can't be the name of a variable`);
});
