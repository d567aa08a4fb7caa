import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abMetrics } from '../../../src/modes/ab/ab-metrics.ts';
import type { AbDesign, AbPair } from '../../../src/modes/ab/ab-result.ts';
import { type AbAnalysis, analysePairs } from '../../../src/modes/ab/analyse-pairs.ts';
import { looksOf } from '../../../src/modes/ab/looks.ts';

const design: AbDesign = {
  kind: 'interleaved',
  isSelfTest: false,
  blockMs: 3000,
  warmupMs: 500,
  pairs: 10,
  mostPairs: 30,
  minEffect: 0.03,
  minPoints: 0.1,
  alpha: 0.05,
};
const only = { alphaSpent: 0.05 };
/** In their order: p50, p99, rate, errors. */
const metrics = abMetrics({ model: 'closed', requests: [] });

/** Small, all different, and about 0. */
const wobble = (index: number): number => 0.004 * Math.sin(2.7 * index + 1);

function pairsOf(count: number, b: (index: number) => readonly (number | null)[]): AbPair[] {
  return Array.from({ length: count }, (_, index) => ({
    order: index % 2 === 0 ? 'ab' : 'ba',
    leftOut: null,
    a: [40, 120, 1000, 0],
    b: b(index),
  }));
}

/** B takes so many times as long, and serves that many times less. */
function slowerBy(p50: number, p99: number, count = 10): AbPair[] {
  return pairsOf(count, (index) => {
    const factor = 1 + wobble(index);
    return [40 * p50 * factor, 120 * p99 * factor, (1000 / p50) * factor, 0];
  });
}

describe('what ten pairs tell', () => {
  it('of times and rates, with effects as shares', () => {
    const { changes } = analysePairs(metrics, slowerBy(1.12, 1), only, design);
    const [p50, p99, rate, errors] = changes;
    expect(p50).toMatchObject({ metric: 'p50', unit: 'ms', effectKind: 'ratio', verdict: 'worse', base: 40 });
    expect(p50?.effect).toBeCloseTo(0.12, 2);
    expect(p50?.interval?.low).toBeGreaterThan(0.11);
    expect(p50?.interval?.high).toBeLessThan(0.13);
    expect(p50?.pValue).toBeLessThanOrEqual(0.05);
    expect(p99).toMatchObject({ metric: 'p99', verdict: 'same' });
    expect(rate).toMatchObject({ metric: 'rate', unit: '/s', isHigherBetter: true, verdict: 'worse' });
    expect(rate?.effect).toBeCloseTo(1 / 1.12 - 1, 2);
    expect(errors).toMatchObject({ effect: 0, verdict: 'same', interval: { low: 0, high: 0 } });
  });

  it('of shares, with effects in points', () => {
    const failing = pairsOf(10, (index) => [40, 120, 1000, 0.5 + 10 * wobble(index)]);
    const errors = analysePairs(metrics, failing, only, design).changes.at(-1);
    expect(errors).toMatchObject({ metric: 'errors', effectKind: 'points', unit: '%', verdict: 'worse' });
    expect(errors?.effect).toBeCloseTo(0.5, 1);
    const hardly = pairsOf(10, (index) => [40, 120, 1000, index === 3 ? 0.05 : 0]);
    expect(analysePairs(metrics, hardly, only, design).changes.at(-1)?.verdict).toBe('same');
  });

  it('and even five, of failures that neither side has', () => {
    const { changes } = analysePairs(metrics, slowerBy(1, 1, 5), only, design);
    expect(changes.at(-1)).toMatchObject({ verdict: 'same', interval: { low: 0, high: 0 } });
    const constant = pairsOf(5, () => [40, 120, 1000, 0]).map((pair) => ({
      ...pair,
      a: [40, 120, 1000, 5],
      b: [40, 120, 1000, 5],
    }));
    expect(analysePairs(metrics, constant, only, design).changes.at(-1)?.verdict).toBe('inconclusive');
  });

  it('the other way round is better', () => {
    const { changes } = analysePairs(metrics, slowerBy(1 / 1.12, 1), only, design);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['better', 'same', 'better', 'same']);
  });

  it('nothing of what is worse, but not by as much as matters', () => {
    const { changes } = analysePairs(metrics, slowerBy(1.02, 1.02), only, design);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['same', 'same', 'same', 'same']);
  });

  it('nothing of pairs that are left out', () => {
    const broken = slowerBy(5, 5, 3).map((pair) => ({ ...pair, leftOut: 'A: interrupted' }));
    const all = [...slowerBy(1, 1), ...broken];
    expect(analysePairs(metrics, all, only, design)).toEqual(
      analysePairs(metrics, slowerBy(1, 1), only, design),
    );
  });

  it('nothing of a side without numbers, which fails a gate', () => {
    const silent = pairsOf(10, () => [null, null, 0, 100]);
    const { changes, isDecided } = analysePairs(metrics, silent, only, design);
    expect(changes.map(({ verdict }) => verdict)).toEqual(['no-data', 'no-data', 'no-data', 'worse']);
    expect(changes[0]).toMatchObject({ base: 40, head: null, effect: null, interval: null, pValue: null });
    expect(isDecided).toBe(true);
  });

  it('of the pairs alone that have a number on both sides', () => {
    const some = slowerBy(1.12, 1).map((pair, index) => (index < 2 ? { ...pair, b: [null, 1, 1, 0] } : pair));
    expect(analysePairs(metrics, some, only, design).changes[0]).toMatchObject({ verdict: 'worse' });
  });

  it('not enough where there are too few', () => {
    const { changes } = analysePairs(metrics, slowerBy(2, 2, 4), only, design);
    expect(changes.slice(0, 3).map(({ verdict }) => verdict)).toEqual(Array(3).fill('inconclusive'));
    expect(changes[0]).toMatchObject({ interval: { low: null, high: null }, detectable: null });
  });

  it('nothing of nothing', () => {
    const { changes, isDecided } = analysePairs(metrics, [], only, design);
    expect(changes.every(({ verdict }) => verdict === 'no-data')).toBe(true);
    expect(isDecided).toBe(true);
  });
});

describe('verdict, interval and p-value agree', () => {
  const block = fc.record({
    p50: fc.double({ min: 0.8, max: 1.25, noNaN: true }),
    p99: fc.double({ min: 0.5, max: 2, noNaN: true }),
  });
  const anyPairs = fc.array(block, { minLength: 6, maxLength: 20 }).map((blocks) =>
    pairsOf(blocks.length, (index) => {
      const { p50, p99 } = blocks[index] ?? { p50: 1, p99: 1 };
      return [40 * p50, 120 * p99, 1000 / p50, (p99 - 1) / 4 + 0.3];
    }),
  );

  it('in whatever pairs', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        for (const change of analysePairs(metrics, pairs, only, design).changes) {
          const least = change.effectKind === 'ratio' ? 0.03 : 0.1;
          const low = change.interval?.low ?? -Infinity;
          const high = change.interval?.high ?? Infinity;
          const [above, below] = change.isHigherBetter ? ['better', 'worse'] : ['worse', 'better'];
          const inside = low >= -least - 1e-12 && high <= least + 1e-12 ? 'same' : 'inconclusive';
          const expected = low > least ? above : high < -least ? below : inside;
          expect(change.verdict).toBe(expected);
          expect((change.pValue ?? 1) <= 0.05).toBe(
            change.verdict === 'worse' || change.verdict === 'better',
          );
          expect(change.effect).toBeGreaterThanOrEqual(low - 1e-9);
          expect(change.effect).toBeLessThanOrEqual(high + 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('and to swap the sides turns them round', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const swapped = pairs.map((pair) => ({ ...pair, a: pair.b, b: pair.a }));
        const there = analysePairs(metrics, pairs, only, design).changes;
        for (const [index, back] of analysePairs(metrics, swapped, only, design).changes.entries()) {
          const effect = there[index]?.effect ?? NaN;
          const turned = back.effectKind === 'ratio' ? 1 / (1 + effect) - 1 : -effect;
          expect(back.effect).toBeCloseTo(turned, 9);
        }
      }),
    );
  });
});

describe('it is decided', () => {
  const [first] = looksOf(design);
  const decided = (pairs: readonly AbPair[], wish: Partial<AbDesign> = {}): boolean =>
    analysisAt(pairs, wish).isDecided;
  const analysisAt = (pairs: readonly AbPair[], wish: Partial<AbDesign>): AbAnalysis =>
    analysePairs(metrics, pairs, { alphaSpent: first?.alphaSpent ?? 0 }, { ...design, ...wish });
  const noisy = (size: number): AbPair[] =>
    pairsOf(10, (index) => {
      const factor = Math.exp((size / 3) * (index % 2 === 0 ? index + 1 : -index - 1.5));
      return [40 * factor, 120 * factor, 1000 / factor, 0];
    });

  it('when one metric is worse', () => expect(decided(slowerBy(1.2, 1))).toBe(true));
  it('when none is', () => expect(decided(slowerBy(1, 1))).toBe(true));
  it('not while more pairs are likely to tell', () => expect(decided(noisy(0.015))).toBe(false));
  it('when no number of pairs that may be taken would tell', () => expect(decided(noisy(1))).toBe(true));
  it('always of A against itself', () => expect(decided(noisy(0.015), { isSelfTest: true })).toBe(true));
});

it('what is only shown takes nothing from what decides, and decides nothing', () => {
  const rows = abMetrics({ model: 'closed', requests: ['list', 'order'] });
  const widened = slowerBy(1.05, 1).map((pair) => ({
    ...pair,
    a: [...pair.a, 10, 30, 10, 30],
    b: [...pair.b, 20, 60, 20, 60],
  }));
  const { changes } = analysePairs(rows, widened, only, design);
  expect(changes.slice(0, 4)).toEqual(analysePairs(metrics, slowerBy(1.05, 1), only, design).changes);
  expect(changes.slice(4).map(({ request, metric, verdict }) => [request, metric, verdict])).toEqual([
    ['list', 'p50', 'worse'],
    ['list', 'p99', 'worse'],
    ['order', 'p50', 'worse'],
    ['order', 'p99', 'worse'],
  ]);
});
