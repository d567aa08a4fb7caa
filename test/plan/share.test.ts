import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { share, stripe } from '../../src/plan/share.ts';

describe('share', () => {
  it.each([
    [10, 3, [4, 3, 3]],
    [1000, 7, [143, 143, 143, 143, 143, 143, 142]],
    [2, 4, [1, 1, 0, 0]],
    [0, 2, [0, 0]],
    [5, 1, [5]],
  ])('splits %i over %i', (total, count, parts) => {
    expect(sharesOf(total, count)).toEqual(parts);
  });

  it('loses nothing and differs by at most 1', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 64 }), (total, count) => {
        const parts = sharesOf(total, count);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('gives each part as many as its stripe holds', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 7 }), (total, count) => {
        for (let index = 0; index < count; index++) {
          expect([...stripe(countTo(total), index, count)]).toHaveLength(share(total, index, count));
        }
      }),
    );
  });

  it.each([-1, 3])('knows no part %i of 3', (index) => {
    expect(() => share(10, index, 3)).toThrow(`bug: part ${index} of 3`);
  });
});

describe('stripe', () => {
  it('takes every n-th item from its own first', () => {
    expect([...stripe(countTo(10), 0, 3)]).toEqual([0, 3, 6, 9]);
    expect([...stripe(countTo(10), 1, 3)]).toEqual([1, 4, 7]);
    expect([...stripe(countTo(10), 2, 3)]).toEqual([2, 5, 8]);
  });

  it('is the whole for a single worker', () => {
    expect([...stripe(countTo(4), 0, 1)]).toEqual([0, 1, 2, 3]);
  });

  it('is empty when there are fewer items than stripes', () => {
    expect([...stripe(countTo(2), 2, 3)]).toEqual([]);
  });

  it('gives every item to exactly one stripe', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.integer({ min: 1, max: 7 }), (items, count) => {
        const stripes = Array.from({ length: count }, (_, index) => [...stripe(items, index, count)]);
        const dealt = items.map((_, position) => stripes[position % count]?.[Math.floor(position / count)]);
        expect(dealt).toEqual(items);
        expect(stripes.flat()).toHaveLength(items.length);
      }),
    );
  });

  it('takes no more from an endless source than it gives', () => {
    let taken = 0;
    function* endless(): Iterable<number> {
      for (;;) yield taken++;
    }
    const [first, second] = stripe(endless(), 1, 3);
    expect([first, second]).toEqual([1, 4]);
    expect(taken).toBe(5);
  });

  it.each([-1, 3])('knows no stripe %i of 3', (index) => {
    expect(() => stripe([], index, 3)).toThrow(`bug: stripe ${index} of 3`);
  });
});

function sharesOf(total: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => share(total, index, count));
}

function* countTo(count: number): Iterable<number> {
  for (let item = 0; item < count; item++) yield item;
}
