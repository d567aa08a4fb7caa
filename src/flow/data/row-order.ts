// Hot path: asked for every row that is drawn.
import { assertNever } from '../../base/assert.ts';
import { randomAt } from '../../base/indexed-random.ts';
import type { DataPlan } from '../../plan/flows-plan.ts';
import { permutation } from './permutation.ts';

/** Which part of all draws is made here: numbers `worker`, `worker + workers` and so on. */
export type Stripe = { readonly worker: number; readonly workers: number; readonly seed: number };

/** The index of the next row, or {@link noRow} from the end on. */
export type RowOrder = () => number;

export const noRow = -1;

/**
 * The rows that this worker draws, one after another. Draws are numbered over all workers, and the row follows from the
 * number, so that workers need no word between them: `sequential` and `shuffle` go through all rows together, `random`
 * is drawn from seed and number, and `unique` rows stay with one worker even when they begin anew.
 */
export function rowOrder({ name, pick, onEnd }: Picking, count: number, stripe: Stripe): RowOrder {
  const repeats = onEnd === 'recycle';
  const seed = stripe.seed ^ hashOf(name);
  switch (pick) {
    case 'unique':
      return uniqueOrder(count, stripe, repeats);
    case 'sequential':
      return sequentialOrder(count, stripe, repeats);
    case 'shuffle':
      return shuffledOrder(count, stripe, repeats, seed);
    case 'random':
      return randomOrder(count, stripe, seed);
    default:
      return assertNever(pick);
  }
}

type Picking = Pick<DataPlan, 'name' | 'pick' | 'onEnd'>;

function uniqueOrder(count: number, { worker, workers }: Stripe, repeats: boolean): RowOrder {
  // With fewer rows than workers some worker has none of its own.
  const first = repeats ? worker % count : worker;
  let next = first;
  return () => {
    if (next >= count) {
      if (!repeats) return noRow;
      next = first;
    }
    const row = next;
    next += workers;
    return row;
  };
}

function sequentialOrder(count: number, { worker, workers }: Stripe, repeats: boolean): RowOrder {
  let next = worker;
  return () => {
    if (next >= count) {
      if (!repeats) return noRow;
      next %= count;
    }
    const row = next;
    next += workers;
    return row;
  };
}

function shuffledOrder(count: number, { worker, workers }: Stripe, repeats: boolean, seed: number): RowOrder {
  let next = worker;
  let pass = 0;
  let rowAt = permutation(count, seed, pass);
  return () => {
    if (next >= count) {
      if (!repeats) return noRow;
      pass += Math.floor(next / count);
      next %= count;
      rowAt = permutation(count, seed, pass);
    }
    const row = rowAt(next);
    next += workers;
    return row;
  };
}

function randomOrder(count: number, { worker, workers }: Stripe, seed: number): RowOrder {
  let next = worker;
  return () => {
    const row = Math.floor(randomAt(seed, next, 0) * count);
    next += workers;
    return row;
  };
}

/** Two sources of one scenario must not draw alike. FNV-1a, of UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
