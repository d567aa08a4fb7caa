import type { Change } from '../change.ts';

/** The smallest effects that matter: of times and rates as a share, of shares in percentage points. */
export type Limits = { readonly minEffect: number; readonly minPoints: number };

/** What a change means for a gate. `not-worse`: whatever it is, it isn't worse by as much as matters. */
export type Standing = 'worse' | 'not-worse' | 'open' | 'no-data';

/** Of a change by its verdict, and by where the end of its interval lies that is worst. */
export function standingOf(change: Change, limits: Limits): Standing {
  if (change.verdict === 'no-data') return 'no-data';
  if (change.verdict === 'worse') return 'worse';
  const { high } = worsening(change);
  return high !== null && high <= smallestEffect(change, limits) ? 'not-worse' : 'open';
}

/** The effect and its interval the other way round where more is better, so that above 0 is always worse. */
export function worsening({ effect, interval, isHigherBetter }: Change): {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
} {
  const [low, high] = [interval?.low ?? null, interval?.high ?? null];
  return isHigherBetter
    ? { value: turned(effect), low: turned(high), high: turned(low) }
    : { value: effect, low, high };
}

/** By which a metric may be worse without failing, on the scale of its effect. */
export function smallestEffect(
  { effectKind }: Pick<Change, 'effectKind'>,
  { minEffect, minPoints }: Limits,
): number {
  return effectKind === 'ratio' ? minEffect : minPoints;
}

/** `p99`, `orders.p99` */
export function nameOf({ request, metric }: Pick<Change, 'request' | 'metric'>): string {
  return request === null ? metric : `${request}.${metric}`;
}

function turned(value: number | null): number | null {
  // Not -0.
  return value === null ? null : 0 - value;
}
