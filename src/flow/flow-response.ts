/** A whole response as checks, captures and functions see it. What costs something is made when it is first asked for. */
export interface FlowResponse {
  readonly status: number;
  /** End − first byte written. */
  readonly serviceTimeMs: number;
  /** Of the decoded body, all of it. */
  readonly bodyBytes: number;
  /** The body is longer than what may be read of one; what there is of it is in `bytes`. */
  readonly isCut: boolean;
  /** First of that name, in any case; null without. */
  header(name: string): string | null;
  /** All of that name, such as `set-cookie`. */
  headers(name: string): readonly string[];
  /** Decompressed, up to the limit. */
  bytes(): Uint8Array;
  /** As UTF-8. */
  text(): string;
  /** Throws a `SyntaxError` when it isn't JSON. The same value each time: who changes it changes it for all. */
  json(): unknown;
}
