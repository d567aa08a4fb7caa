import { assertNever } from '../base/assert.ts';
import type { Operator, Threshold } from '../scenario/threshold.ts';

export type Truth = 'true' | 'unknown' | 'false';

/** Whether a condition is true of a value of which only its bounds are known. */
export function truthOf(
  operator: Operator,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
  limit: number,
): Truth {
  switch (operator) {
    case '<':
      return truthBetween(highest < limit, lowest < limit);
    case '<=':
      return truthBetween(highest <= limit, lowest <= limit);
    case '>':
      return truthBetween(lowest > limit, highest > limit);
    case '>=':
      return truthBetween(lowest >= limit, highest >= limit);
    case '==':
      return truthBetween(lowest === limit && highest === limit, lowest <= limit && limit <= highest);
    case '!=':
      return truthBetween(limit < lowest || limit > highest, lowest !== limit || highest !== limit);
    default:
      return assertNever(operator);
  }
}

/** How far a value is on the good side of a limit; below 0 on the bad one. */
export function marginOf(
  operator: Operator,
  holds: Threshold['holds'],
  value: number,
  limit: number,
): number {
  const margin = (holds === 'passes' ? 1 : -1) * roomOf(operator, value - limit);
  // Not -0, which JSON would write as 0.
  return margin === 0 ? 0 : margin;
}

/** By how much a condition is true of a value so far above its limit. */
function roomOf(operator: Operator, above: number): number {
  switch (operator) {
    case '<':
    case '<=':
      return -above;
    case '>':
    case '>=':
      return above;
    case '==':
      return -Math.abs(above);
    case '!=':
      return Math.abs(above);
    default:
      return assertNever(operator);
  }
}

function truthBetween(surelyHolds: boolean, mayHold: boolean): Truth {
  if (surelyHolds) return 'true';
  return mayHold ? 'unknown' : 'false';
}
