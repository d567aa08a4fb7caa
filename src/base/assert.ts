/** Throws when the program contradicts itself: a bug in inrush, never a user's mistake. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`bug: ${message}`);
}

/** A value that the program knows is there, such as one at an index it has just checked. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('bug: a value is missing');
  return value;
}

/** The end of a switch over a union: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new Error(`bug: unexpected ${JSON.stringify(value)}`);
}
