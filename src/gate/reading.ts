/** What a run shows, in the metric's unit, and between which bounds it lies that unfinished requests leave. */
export type Reading = { readonly value: number; readonly lowest: number; readonly highest: number };

/** Nothing is open about it; null of what is no number. */
export function exactly(value: number | null): Reading | null {
  return value === null || !Number.isFinite(value) ? null : { value, lowest: value, highest: value };
}
