import type { Result, TimeSeriesPoint, TrustReason } from '../result.ts';

/** A result as far as it is known when its trust is judged. */
export type Judged = Omit<Result, 'trust'>;

/** Holds a result against one signal; null when that has nothing to say against the numbers. */
export type Judge = (result: Judged) => TrustReason | null;

export type Limits = { readonly degraded: number; readonly invalid: number };

/** A limit itself is still kept. */
export function levelAbove(value: number, { degraded, invalid }: Limits): TrustReason['level'] | null {
  if (value > invalid) return 'invalid';
  return value > degraded ? 'degraded' : null;
}

/**
 * The median of the time that the run is about, all outcomes, in µs: what a disturbance is measured against. The mean
 * where there are too few samples for a median, null where there are none.
 */
export function typicalUs({ latency }: Judged): number | null {
  const { p50Us, meanUs } = (latency.responseTime ?? latency.serviceTime).all;
  return p50Us ?? meanUs;
}

/** A disturbance counts from `leastUs` on, and where times are so long that it is nothing to them, from that share. */
export function inProportion(result: Judged, leastUs: number, shareOfTypical: number): number {
  return Math.max(leastUs, shareOfTypical * (typicalUs(result) ?? 0));
}

/** The second of the measured part with the largest value; null without one. */
export function worstSecond(
  { timeSeries }: Judged,
  valueOf: (point: TimeSeriesPoint) => number | null,
): { readonly atMs: number; readonly value: number } | null {
  let worst: { atMs: number; value: number } | null = null;
  for (const point of timeSeries.points) {
    const value = point.warmup ? null : valueOf(point);
    if (value !== null && value > (worst?.value ?? -Infinity)) worst = { atMs: point.atMs, value };
  }
  return worst;
}
