import type { PreparedRequest } from '../../http/prepare.ts';
import type { StatusRange } from '../../plan/flows-plan.ts';
import type { FlowResponse } from '../flow-response.ts';
import type { Scope } from '../scope.ts';

/** What the functions of one virtual user need of whoever runs its steps. */
export interface UserHttp {
  /** The user's own. Its variables stay the same object, its `iteration` may change. */
  readonly scope: Scope;
  /**
   * Sends a request as any step's is: counted, with the user's cookies, redirects followed. Only called when the one
   * before has ended. `listener` hears of the end exactly once, never from inside `send`.
   */
  send(request: PreparedRequest, options: SendOptions, listener: SendListener): void;
  /** The current row of a data source. Throws a `FlowError`, as when there is no such source. */
  row(name: string): unknown;
  /** `got` is '' for a check that passed; of one that failed neither clipped nor redacted. */
  check(row: number, label: string, passed: boolean, got: string): void;
  /** Answers how to cancel. */
  sleep(ms: number, then: () => void): () => void;
}

export type SendOptions = {
  /** Index of the row in results that it belongs to. */
  readonly row: number;
  /** Statuses that are no error; null: all below 400. */
  readonly expected: readonly StatusRange[] | null;
  readonly redirects: number;
};

export interface SendListener {
  /**
   * `response` is null when no whole one came, and `failure` then says why. The response is used long after this call
   * has returned: its bytes must be its own.
   */
  onEnd(response: FlowResponse | null, failure: string): void;
}
