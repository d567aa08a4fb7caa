import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestOrder, weightProblems } from '../../src/plan/request-order.ts';

const weightLists = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 });

describe('the order of requests', () => {
  it.each([
    [[1], '0'],
    [[1, 1, 1], '012'],
    [[3, 1], '0010'],
    [[1, 3], '1011'],
    [[2, 2], '01'],
    [[6, 2], '0010'],
    [[5, 1, 1], '0001200'],
    [[3, 2, 1], '010210'],
  ])('of weights %j is %s', (weights, order) => {
    expect([...requestOrder(weights).sequence].join('')).toBe(order);
  });

  it('has in every round as many of each as its weight says, and no shorter round does', () => {
    fc.assert(
      fc.property(weightLists, (weights) => {
        const { sequence, perRound } = requestOrder(weights);
        const counts = countsOf([...sequence], weights.length);
        expect(counts).toEqual(perRound);
        const [first = 1] = weights;
        expect(counts.map((count) => count * first)).toEqual(
          weights.map((weight) => weight * (counts[0] ?? 0)),
        );
      }),
    );
  });

  it('counts for each place how many of the same came before', () => {
    fc.assert(
      fc.property(weightLists, (weights) => {
        const { sequence, ranks } = requestOrder(weights);
        const seen = weights.map(() => 0);
        for (const [position, index] of sequence.entries()) {
          expect(ranks[position]).toBe(seen[index]);
          seen[index] = (seen[index] ?? 0) + 1;
        }
      }),
    );
  });

  it('spreads two requests evenly: no beginning is off by more than one', () => {
    fc.assert(
      fc.property(fc.tuple(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 })), ([a, b]) => {
        let firsts = 0;
        for (const [position, index] of requestOrder([a, b]).sequence.entries()) {
          if (index === 0) firsts++;
          expect(Math.abs(firsts - ((position + 1) * a) / (a + b))).toBeLessThan(1);
        }
      }),
    );
  });

  it('of 100,000 with weights up to 10 is there at once', () => {
    const weights = Array.from({ length: 100_000 }, (_, index) => 1 + (index % 10));
    const { sequence } = requestOrder(weights);
    expect(sequence).toHaveLength(550_000);
  });
});

describe('a weight', () => {
  it.each([0, -1, 1.5, NaN, Infinity])('may not be %d', (weight) => {
    expect(
      weightProblems([
        { url: 'http://h/', weight },
        { url: 'http://i/', weight, at: 'urls.txt:2' },
      ]),
    ).toEqual([
      { message: `"http://h/": a weight must be a whole number from 1, got ${weight}` },
      { message: `urls.txt:2: a weight must be a whole number from 1, got ${weight}` },
    ]);
  });

  it('may be large where it has much in common with the others', () => {
    expect(
      weightProblems([
        { url: 'a', weight: 3_000_000 },
        { url: 'b', weight: 1_000_000 },
      ]),
    ).toEqual([]);
  });

  it('may not make a round of more than a million', () => {
    expect(weightProblems([{ url: 'a', weight: 1_000_000 }, { url: 'b' }])).toEqual([
      {
        message: 'the weights add up to 1000001, also divided by what they have in common',
        hint: 'use smaller ones: they may add up to 1000000',
      },
    ]);
  });
});

function countsOf(sequence: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, index) => sequence.filter((each) => each === index).length);
}
