import type { Problem } from '../../base/errors.ts';
import { parseExpression } from './parse-expression.ts';
import { isForbiddenKey } from './reserved-names.ts';

/** What is wrong with a name for a capture, a data source or a loop's variable; null when expressions can read it. */
export function variableNameProblem(name: string): Problem | null {
  const { expression } = parseExpression(name);
  if (expression?.kind === 'variable' && expression.name === name && !isForbiddenKey(name)) return null;
  return /^[A-Za-z_$][\w$]*$/.test(name)
    ? { message: `"${name}" means something else in expressions`, hint: 'choose another name' }
    : {
        message: `"${name}" can't be the name of a variable`,
        hint: 'use letters, digits and _, such as orderIds; no digit first',
      };
}
