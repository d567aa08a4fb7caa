/** One HTTP request, complete: `headers` in sending order, names as the user wrote them. */
export type RequestSpec = {
  readonly method: string;
  /** Path and query, percent-encoded. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | null;
};
