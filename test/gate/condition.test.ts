import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { marginOf, truthOf } from '../../src/gate/condition.ts';
import type { Operator } from '../../src/scenario/threshold.ts';

it.each<[Operator, 'passes' | 'fails', number, number]>([
  ['<', 'passes', 90, 10],
  ['<=', 'passes', 110, -10],
  ['>', 'passes', 110, 10],
  ['>=', 'passes', 90, -10],
  ['>', 'fails', 90, 10],
  ['>=', 'fails', 110, -10],
  ['<', 'fails', 110, 10],
  ['<=', 'fails', 90, -10],
  ['==', 'passes', 90, -10],
  ['!=', 'passes', 90, 10],
  ['==', 'fails', 90, 10],
  ['!=', 'fails', 90, -10],
  ['<', 'passes', 100, 0],
  ['>', 'fails', 100, 0],
])('of %s 100, which %s when it holds, %d is %d on the good side', (operator, holds, value, margin) => {
  expect(marginOf(operator, holds, value, 100)).toBe(margin);
});

it('is above 0 only where the condition comes to a pass, and below it only where not', () => {
  const operators = fc.constantFrom<Operator>('<', '<=', '>', '>=', '==', '!=');
  const number = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(
      operators,
      fc.constantFrom('passes' as const, 'fails' as const),
      number,
      number,
      (operator, holds, value, limit) => {
        const isTrue = truthOf(operator, { lowest: value, highest: value }, limit) === 'true';
        const passes = isTrue === (holds === 'passes');
        const margin = marginOf(operator, holds, value, limit);
        if (margin !== 0) expect(margin > 0).toBe(passes);
      },
    ),
  );
});
