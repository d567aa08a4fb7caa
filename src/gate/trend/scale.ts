import type { Change } from '../change.ts';
import { type Limits, smallestEffect } from '../changes/standing.ts';

/**
 * The scale on which effects add up: logarithms of times and rates, so that twice and half are as far; percentage points
 * of shares.
 */
export type Scale = {
  /** null: the value has no place on it. */
  readonly place: (value: number | null) => number | null;
  readonly valueAt: (place: number) => number;
  readonly effectOf: (difference: number) => number;
  /** Between them a difference doesn't matter. */
  readonly least: number;
  readonly most: number;
};

export function scaleOf({ effectKind }: Pick<Change, 'effectKind'>, limits: Limits): Scale {
  const smallest = smallestEffect({ effectKind }, limits);
  if (effectKind === 'points') {
    const same = (value: number): number => value;
    return { place: (value) => value, valueAt: same, effectOf: same, least: -smallest, most: smallest };
  }
  return {
    place: (value) => (value === null || value <= 0 ? null : Math.log(value)),
    valueAt: Math.exp,
    effectOf: Math.expm1,
    least: Math.log1p(-smallest),
    most: Math.log1p(smallest),
  };
}
