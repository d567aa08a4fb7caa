/** One HTTP request, complete: `headers` in sending order, names as the user wrote them. */
export type RequestSpec = {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
};

/**
 * A piece of a path that holds patterns. Numbers are written with at least `digits` digits. A counter goes from
 * `from` to `to` and begins anew; a `to` of Infinity never does.
 */
export type PathPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'counter'; readonly from: number; readonly to: number; readonly digits: number }
  | { readonly kind: 'random'; readonly from: number; readonly to: number; readonly digits: number }
  | { readonly kind: 'uuid' };

/** One of the requests of a plan. */
export type PlannedRequest = {
  /** What it is called where requests are told apart: the name that it was given, else its URL. */
  readonly name: string;
  /** As it may be shown: normalised, patterns as they were written. */
  readonly url: string;
  /** Its part in the sum of all weights; a whole number from 1. */
  readonly weight: number;
  /** Index of the plan's target that it goes to. */
  readonly target: number;
  /** Where `pattern` is given, the path that is sent is made of that one instead. */
  readonly spec: RequestSpec;
  /** The path in pieces; null when it is always the same. */
  readonly pattern: readonly PathPart[] | null;
};
