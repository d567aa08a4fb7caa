import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expressionText } from '../../../src/scenario/expression/expression-text.ts';
import { parseExpression } from '../../../src/scenario/expression/parse-expression.ts';
import { anyExpression } from '../../support/any-expression.ts';

it('an expression is written as it was read', () => {
  fc.assert(
    fc.property(anyExpression, (expression) => {
      expect(parseExpression(expressionText(expression)).expression).toEqual(expression);
    }),
  );
});

it.each(['randomInt(1, 50)', 'users.name', "ids[0] + 1 > 2 ? 'a' : 'b'", '!(a && b)', 'a["b c"]', '-1'])(
  '%s stays nearly as it is',
  (text) => {
    const written = expressionText(parseExpression(text).expression ?? { kind: 'value', value: null });
    expect(written.replaceAll(/["'()]/g, '')).toBe(text.replaceAll(/["'()]/g, ''));
  },
);
