import type { Samples } from './samples.ts';

/** The window of a run in clock milliseconds. What starts before `measureFrom` is warm-up. */
export type Window = {
  readonly isOpen: boolean;
  readonly measureFrom: number;
  /** The load's own end; Infinity when only a count ends it. */
  readonly measureTo: number;
};

/** Where a request is placed: in time, which decides whether it is measured, and among the rows. */
export type Placed = {
  /** NaN in a closed model. */
  readonly plannedAt: number;
  readonly dispatchedAt: number;
  /** Of its row, as `Recorder.rowOf` gave it; -1: none. */
  readonly row: number;
};

/** The instants and outcome of a request, as an exchange has them. */
export type Outcome = Placed & {
  readonly writtenAt: number;
  readonly firstByteAt: number;
  readonly endedAt: number;
  readonly status: number;
  /** What a whole response counts as; `by-status`: below 400 it is ok. */
  readonly judged: 'by-status' | 'ok' | 'http-error' | 'check-failed';
  readonly reason: string;
  readonly detail: string;
  readonly bodyBytes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
};

export type MissedWhy = 'pool' | 'lag' | 'stopped';
/** How the accounting counts a whole response. */
export type AnswerKind = 'ok' | 'httpError' | 'checkFailed';
/** How a request failed without a whole response, as the accounting counts it. */
export type FailureKind = 'transportError' | 'timeout' | 'aborted' | 'censored';

export function answerKind({ judged, status }: Outcome): AnswerKind {
  if (judged === 'by-status') return status < 400 ? 'ok' : 'httpError';
  if (judged === 'ok') return 'ok';
  return judged === 'http-error' ? 'httpError' : 'checkFailed';
}

/** Whether a request that ended so would have taken longer; a transport error has ended by itself. */
export function isBound(kind: AnswerKind | FailureKind | null): boolean {
  return kind === 'timeout' || kind === 'aborted' || kind === 'censored';
}

export function recordMaybeBound(samples: Samples, us: number, isLowerBound: boolean): void {
  if (isLowerBound) samples.recordBound(us);
  else samples.record(us);
}
