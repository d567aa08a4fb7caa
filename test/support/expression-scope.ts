import { present } from '../../src/base/assert.ts';
import { seededRandom } from '../../src/base/random.ts';
import type { Scope } from '../../src/flow/scope.ts';
import type { Expression } from '../../src/scenario/expression/expression.ts';
import { parseExpression } from '../../src/scenario/expression/parse-expression.ts';

/** An expression that is known to be right. */
export function expressionOf(text: string): Expression {
  return present(parseExpression(text).expression ?? undefined);
}

export function scopeOf(values: Readonly<Record<string, unknown>>, seed = 1): Scope {
  const vars = Object.assign(Object.create(null) as Record<string, unknown>, values);
  return { vars, iteration: 42, user: 3, env: { KEY: 'k' }, random: seededRandom(seed) };
}
