import { assertNever } from '../../base/assert.ts';
import type { Expression } from '../../scenario/expression/expression.ts';

/** Names of the environment that an expression does without: `env('NAME') ?? 'otherwise'`. */
export function guardedEnv(expression: Expression): readonly string[] {
  if (expression.kind === 'binary' && ['??', '||'].includes(expression.operator)) {
    const name = envName(expression.left);
    if (name !== null) return [name, ...guardedEnv(expression.right)];
  }
  return partsOf(expression).flatMap((part) => guardedEnv(part));
}

function envName(expression: Expression): string | null {
  if (expression.kind !== 'call' || expression.name !== 'env') return null;
  const [name] = expression.args;
  return name?.kind === 'value' && typeof name.value === 'string' ? name.value : null;
}

function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'value':
    case 'variable':
    case 'number-of':
      return [];
    case 'member':
      return [expression.of, expression.key];
    case 'call':
      return expression.args;
    case 'unary':
      return [expression.of];
    case 'binary':
      return [expression.left, expression.right];
    case 'choice':
      return [expression.condition, expression.yes, expression.no];
    case 'list':
      return expression.items;
    default:
      return assertNever(expression);
  }
}
