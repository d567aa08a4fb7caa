import { forbiddenKeyHint, forbiddenKeys, mostDepth } from './data-source.ts';
import type { ScenarioPath } from './loaded-scenario.ts';

export type CopyFault = { readonly path: ScenarioPath; readonly message: string; readonly hint: string };

/** More than a scenario needs; a few lists that hold each other make any number of them. */
const mostValues = 1_000_000;

/** Data of a program as lists, plain objects and scalars, with functions as they are; and what is none of them. */
export function plainCopy(given: unknown): {
  readonly value: unknown;
  readonly faults: readonly CopyFault[];
} {
  const faults: CopyFault[] = [];
  let values = 0;
  const refuse = (path: ScenarioPath, message: string, hint: string): null => {
    faults.push({ path, message, hint });
    return null;
  };
  const visit = (value: unknown, path: ScenarioPath): unknown => {
    if (++values > mostValues) {
      if (values > mostValues + 1) return null;
      return refuse([], `holds more than ${mostValues} values`, 'rows belong into a file, under data');
    }
    const isObject = typeof value === 'object' && value !== null;
    if (!isObject) return isScalar(value) ? value : refuse(path, `is ${nameOf(value)}`, plainHint);
    if (path.length >= mostDepth) {
      return refuse(path, `is nested deeper than ${mostDepth} levels`, 'does it hold itself?');
    }
    if (Array.isArray(value)) return Array.from(value, (item, index) => visit(item, [...path, index]));
    if (!isPlain(value)) return refuse(path, `is ${nameOf(value)}`, plainHint);
    const copy: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      // An optional field that isn't given.
      if (inner === undefined) continue;
      const place = [...path, key];
      if (!forbiddenKeys.includes(key)) copy[key] = visit(inner, place);
      else refuse(place, 'is a key that is not allowed', forbiddenKeyHint);
    }
    return copy;
  };
  return { value: visit(given, []), faults };
}

const plainHint = 'a scenario is plain data and functions: give it as a text or a number';

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || ['string', 'boolean', 'function'].includes(typeof value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function nameOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    const maker: unknown = value.constructor;
    return typeof maker === 'function' ? `an object of ${maker.name}` : 'no plain object';
  }
  return typeof value === 'number' ? String(value) : typeof value;
}
