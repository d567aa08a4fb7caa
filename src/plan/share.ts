// Hot path: every worker walks every start of the run.
import { assert } from '../base/assert.ts';

/** Part `index` of `count` of a total: the parts differ by at most 1 and add up to the total. */
export function share(total: number, index: number, count: number): number {
  assert(index >= 0 && index < count, `part ${index} of ${count}`);
  return Math.floor(total / count) + (index < total % count ? 1 : 0);
}

/** Items `index`, `index + count`, …: the stripes of all indexes are the whole, each item once. */
export function stripe<T>(items: Iterable<T>, index: number, count: number): Iterable<T> {
  assert(index >= 0 && index < count, `stripe ${index} of ${count}`);
  // A generator around the source costs 60 ns a start; a single worker can do without.
  return count === 1 ? items : everyNth(items, index, count);
}

function* everyNth<T>(items: Iterable<T>, first: number, step: number): Iterable<T> {
  let toSkip = first;
  for (const item of items) {
    if (toSkip > 0) {
      toSkip--;
    } else {
      toSkip = step - 1;
      yield item;
    }
  }
}
