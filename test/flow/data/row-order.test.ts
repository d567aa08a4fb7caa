import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noRow, rowOrder } from '../../../src/flow/data/row-order.ts';
import type { DataPlan } from '../../../src/plan/flows-plan.ts';

type Picking = Pick<DataPlan, 'pick' | 'onEnd'>;

function draws(picking: Picking, count: number, worker: number, workers: number, times: number): number[] {
  const next = rowOrder({ name: 'users', ...picking }, count, { worker, workers, seed: 1 });
  return Array.from({ length: times }, next);
}

/** The draws of all workers in the order of their numbers. */
function inTurns(picking: Picking, count: number, workers: number, each: number): number[] {
  const all = Array.from({ length: workers }, (_, worker) => draws(picking, count, worker, workers, each));
  return Array.from({ length: each }, (_, turn) => all.map((rows) => rows[turn] ?? NaN)).flat();
}

describe.each([
  {
    pick: 'unique',
    onEnd: 'stop',
    rows: [
      [0, 2, 4, noRow, noRow],
      [1, 3, noRow, noRow, noRow],
    ],
  },
  {
    pick: 'unique',
    onEnd: 'fail',
    rows: [
      [0, 2, 4, noRow, noRow],
      [1, 3, noRow, noRow, noRow],
    ],
  },
  {
    pick: 'unique',
    onEnd: 'recycle',
    rows: [
      [0, 2, 4, 0, 2],
      [1, 3, 1, 3, 1],
    ],
  },
  {
    pick: 'sequential',
    onEnd: 'stop',
    rows: [
      [0, 2, 4, noRow, noRow],
      [1, 3, noRow, noRow, noRow],
    ],
  },
  {
    pick: 'sequential',
    onEnd: 'recycle',
    rows: [
      [0, 2, 4, 1, 3],
      [1, 3, 0, 2, 4],
    ],
  },
] as const)('$pick, on end $onEnd, of 5 rows', ({ pick, onEnd, rows }) => {
  it.each([0, 1])('gives worker %i of 2 its stripe', (worker) => {
    expect(draws({ pick, onEnd }, 5, worker, 2, 5)).toEqual(rows[worker]);
  });
});

const sizes = [fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 9 })] as const;

describe('over any number of workers', () => {
  it.each(['unique', 'sequential', 'shuffle'] as const)('%s draws each row once, then none', (pick) => {
    fc.assert(
      fc.property(...sizes, (count, workers) => {
        const drawn = inTurns({ pick, onEnd: 'stop' }, count, workers, Math.ceil(count / workers) + 2);
        const rows = drawn.filter((row) => row !== noRow);
        expect(rows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(drawn.slice(-workers)).toEqual(Array.from({ length: workers }, () => noRow));
      }),
    );
  });

  it('sequential goes round and round the file', () => {
    fc.assert(
      fc.property(...sizes, fc.integer({ min: 1, max: 100 }), (count, workers, each) => {
        const expected = Array.from({ length: workers * each }, (_, number) => number % count);
        expect(inTurns({ pick: 'sequential', onEnd: 'recycle' }, count, workers, each)).toEqual(expected);
      }),
    );
  });

  it('unique rows that begin anew stay with their worker', () => {
    fc.assert(
      fc.property(...sizes, (count, workers) => {
        fc.pre(workers <= count);
        const of = (worker: number): Set<number> =>
          new Set(draws({ pick: 'unique', onEnd: 'recycle' }, count, worker, workers, 3 * count));
        const all = Array.from({ length: workers }, (_, worker) => [...of(worker)]).flat();
        expect(all).toHaveLength(count);
        expect(new Set(all).size).toBe(count);
      }),
    );
  });

  it('a worker beyond the rows takes one of others when they begin anew', () => {
    expect(draws({ pick: 'unique', onEnd: 'recycle' }, 2, 3, 5, 3)).toEqual([1, 1, 1]);
  });

  it('shuffle has each row once in every pass, and each pass in another order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1, max: 9 }), (count, workers) => {
        const drawn = inTurns({ pick: 'shuffle', onEnd: 'recycle' }, count, workers, 3 * count);
        const passes = [0, 1, 2].map((pass) => drawn.slice(pass * count, (pass + 1) * count));
        const everyRow = Array.from({ length: count }, (_, index) => index);
        for (const pass of passes) expect(pass.toSorted((a, b) => a - b)).toEqual(everyRow);
        expect(new Set(passes.map(String)).size).toBe(3);
      }),
    );
  });

  it.each(['random', 'shuffle'] as const)('%s draws the same for any number of workers', (pick) => {
    const alone = inTurns({ pick, onEnd: 'recycle' }, 70, 1, 420);
    for (const workers of [2, 3, 7]) {
      expect(inTurns({ pick, onEnd: 'recycle' }, 70, workers, 420 / workers)).toEqual(alone);
    }
  });
});

it('random has every row about as often, without end', () => {
  const times = new Float64Array(10);
  for (const row of draws({ pick: 'random', onEnd: 'stop' }, 10, 0, 1, 100_000)) {
    times[row] = (times[row] ?? 0) + 1;
  }
  // 9 degrees of freedom: beyond 33.7 once in 10,000 seeds.
  const chiSquare = times.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(33.7);
});

it('two sources are not drawn alike', () => {
  const stripe = { worker: 0, workers: 1, seed: 1 };
  const of = (name: string): number[] =>
    Array.from({ length: 20 }, rowOrder({ name, pick: 'random', onEnd: 'recycle' }, 1000, stripe));
  expect(of('users')).not.toEqual(of('items'));
});
