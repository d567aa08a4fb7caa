import type { OkAndAll } from './latency.ts';

/** All measured requests of one name; `started` is the sum of the outcomes. What was missed belongs to no name. */
export type RequestRow = {
  /** Of a step or a URL; `(other)` for all past the first hundred names. */
  readonly name: string;
  /** Expressions and patterns as they were written; null for a name that only a function knows, and for `(other)`. */
  readonly method: string | null;
  readonly url: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly started: number;
  readonly ok: number;
  readonly httpError: number;
  readonly checkFailed: number;
  readonly transportError: number;
  readonly timeout: number;
  readonly aborted: number;
  readonly censored: number;
  /** Whole responses that ended within the measured part, over its length. */
  readonly answeredPerS: number;
  /** null in a closed model. */
  readonly responseTime: OkAndAll | null;
  readonly serviceTime: OkAndAll;
  /** Checks that failed: one response may fail several. */
  readonly failedChecks: number;
};

/** How often a check passed and failed. */
export type CheckResult = {
  /** Name of the request whose responses it looks at; null for a function's own. */
  readonly request: string | null;
  /** `status is 200` */
  readonly label: string;
  readonly passed: number;
  readonly failed: number;
  /** What came the first time that it failed; null when it never did. */
  readonly example: string | null;
};
