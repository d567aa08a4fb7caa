import { InrushError } from '../../base/errors.ts';
import type { StepFunction } from '../../scenario/file/step-context.ts';

/**
 * The function at a place of a scenario, such as `['steps', 2, 'run']`. Throws `cannot-run` when there is none: every
 * worker loads the module anew, and it may be another one each time.
 */
export function functionAt(
  scenario: unknown,
  path: readonly (string | number)[],
  codePath: string,
): StepFunction {
  let found = scenario;
  for (const key of path) found = memberOf(found, key);
  if (isFunction(found)) return found;
  const message = `${codePath}: there is no function at ${pathText(path)} in a worker, though there was one before`;
  const hint = 'the module must export the same scenario each time that it is loaded';
  throw new InrushError('cannot-run', [{ message, hint }]);
}

/** `steps[2].run` */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`))
    .join('');
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const member: unknown = Reflect.get(value, key);
  return member;
}

function isFunction(value: unknown): value is StepFunction {
  return typeof value === 'function';
}
