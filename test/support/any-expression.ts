import fc from 'fast-check';
import type { BinaryOperator, Expression } from '../../src/scenario/expression/expression.ts';

const operators: readonly BinaryOperator[] = [
  ...(['+', '-', '*', '/', '%', '==', '!='] as const),
  ...(['<', '<=', '>', '>=', '&&', '||', '??'] as const),
];

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({
    kind: fc.constant('value' as const),
    value: fc.oneof(fc.string(), fc.nat(), fc.boolean(), fc.constant(null)),
  }),
  fc.record({ kind: fc.constant('variable' as const), name: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({
    kind: fc.constant('number-of' as const),
    what: fc.constantFrom('iteration' as const, 'user' as const),
  }),
);

const memberKey: fc.Arbitrary<Expression> = fc
  .constantFrom<string | number>('name', 'length', 'b c', '', 0, 7)
  .map((value) => ({ kind: 'value', value }));

/** Of everything but functions. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ whole: Expression }>((tie) => {
  const inner = tie('whole');
  return {
    whole: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.record({
        kind: fc.constant('unary' as const),
        operator: fc.constantFrom('!' as const, '-' as const),
        of: inner,
      }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator: fc.constantFrom(...operators),
        left: inner,
        right: inner,
      }),
      fc.record({ kind: fc.constant('choice' as const), condition: inner, yes: inner, no: inner }),
      fc.record({ kind: fc.constant('list' as const), items: fc.array(inner, { maxLength: 3 }) }),
      fc.record({ kind: fc.constant('member' as const), of: inner, key: memberKey }),
    ),
  };
}).whole;
