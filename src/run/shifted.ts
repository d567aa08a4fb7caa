/** Offsets as instants, counted from `startAt`. */
export function* shifted(offsets: Iterable<number>, startAt: number): Generator<number> {
  for (const offset of offsets) yield startAt + offset;
}
