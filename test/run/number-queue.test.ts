import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberQueue } from '../../src/run/number-queue.ts';

describe('a queue of numbers', () => {
  it('is first in, first out, through any mixture of pushes and shifts', () => {
    const anySteps = fc.array(fc.record({ pushes: fc.nat(1500), shifts: fc.nat(1500) }), { maxLength: 8 });
    fc.assert(
      fc.property(anySteps, (steps) => {
        const queue = new NumberQueue();
        const model: number[] = [];
        let next = 0.5;
        for (const { pushes, shifts } of steps) {
          for (let push = 0; push < pushes; push++) {
            queue.push(next);
            model.push(next++);
          }
          const shifted = Array.from({ length: shifts }, () => queue.shift());
          const expected = model.splice(0, shifts);
          expect(shifted.slice(0, expected.length)).toEqual(expected);
          expect(shifted.slice(expected.length).every(Number.isNaN)).toBe(true);
          expect(queue.size).toBe(model.length);
        }
      }),
    );
  });

  it('grows while its oldest number is in the middle of the ring', () => {
    const queue = new NumberQueue();
    for (let value = 0; value < 1024; value++) queue.push(value);
    for (let value = 0; value < 700; value++) queue.shift();
    for (let value = 1024; value < 5000; value++) queue.push(value);
    const rest = Array.from({ length: 4300 }, () => queue.shift());
    expect(rest).toEqual(Array.from({ length: 4300 }, (_, index) => 700 + index));
  });

  it('answers NaN when it is empty, and goes on', () => {
    const queue = new NumberQueue();
    expect([queue.size, queue.shift()]).toEqual([0, NaN]);
    queue.push(1.25);
    expect([queue.size, queue.shift(), queue.shift()]).toEqual([1, 1.25, NaN]);
  });
});
