import type { Random } from '../base/random.ts';

/** What an expression can read, of one virtual user. Rows of data sources are variables under the source's name. */
export type Scope = {
  readonly vars: Record<string, unknown>;
  /** Of the iteration among all of the run, and of the user, both from 0. In a session the iteration is -1. */
  readonly iteration: number;
  readonly user: number;
  readonly env: Readonly<Record<string, string>>;
  readonly random: Random;
};

/** A compiled expression. Throws a {@link FlowError} when a value isn't of use, such as `pick` of an empty list. */
export type Evaluate = (scope: Scope) => unknown;

/** Something in an iteration that can't go on, for a reason that the scenario's author can mend: counted, never a crash. */
export class FlowError extends Error {
  readonly reason: IterationFailure;

  constructor(reason: IterationFailure, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'FlowError';
    this.reason = reason;
  }
}

/** Why an iteration ended early. */
export const iterationFailures = [
  'no-response',
  'capture',
  'expression',
  'function',
  'function-timeout',
  'data',
  'redirect',
  'body-too-large',
] as const;

export type IterationFailure = (typeof iterationFailures)[number];
