import type { Confidence, OkAndAll } from './latency.ts';

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
  /** As of the whole run. */
  readonly confidence: RowConfidence;
};

/** How sure the numbers of some requests are. */
export type RowConfidence = {
  /** Of response time in an open model, of service time in a closed one; null when there are too few seconds to tell. */
  readonly latency: Confidence | null;
  readonly shares: Shares;
};

/** Where shares really lie; each null where there is nothing to have a share in. */
export type Shares = {
  /** Of the requests, those that are errors. */
  readonly errors: ShareConfidence | null;
  /** Of their checks, those that pass. */
  readonly checks: ShareConfidence | null;
};

/** From 0 to 1, with as much of the rest of the chance on either side. */
export type ShareConfidence = {
  /** 0.95: that often such an interval holds the true share. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
  /** As many independent tries the measured ones are worth: fewer, where a second is like the one before. */
  readonly worth: number;
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
  /** Of the share that passes. */
  readonly confidence: ShareConfidence | null;
};
