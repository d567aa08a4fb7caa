import { functionSignatures, type FunctionName } from './expression.ts';

export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functionSignatures, name);
}

/** Keys through which a value reaches what all objects share. */
export function isForbiddenKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
