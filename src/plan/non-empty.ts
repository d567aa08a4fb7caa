/** A list with something in it. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** As `map`, whose answer is known to have something in it too. */
export function mapNonEmpty<T, U>(
  [first, ...rest]: NonEmpty<T>,
  make: (item: T, index: number) => U,
): NonEmpty<U> {
  return [make(first, 0), ...rest.map((item, index) => make(item, index + 1))];
}

export function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}
