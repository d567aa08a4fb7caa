import type { Outcome } from '../../src/stats/recorder.ts';

/** A request answered with 200: planned at 1000, dispatched 1 ms late, written after 2 ms more, ended at 1040. */
export const answered: Outcome = {
  row: -1,
  plannedAt: 1000,
  dispatchedAt: 1001,
  writtenAt: 1003,
  firstByteAt: 1030,
  endedAt: 1040,
  status: 200,
  judged: 'by-status',
  reason: 'none',
  detail: '',
  bodyBytes: 5,
  receivedBytes: 90,
  sentBytes: 70,
};

/** The same in a closed model, which plans nothing. */
export const unplanned: Outcome = { ...answered, plannedAt: NaN };

/** Cut off at 1040 after it was written. */
export const lost: Outcome = {
  ...answered,
  firstByteAt: NaN,
  status: 0,
  reason: 'reset',
  detail: 'read ECONNRESET',
  bodyBytes: 0,
  receivedBytes: 0,
};

/** It never got a socket: nothing was written. */
export const unwritten: Outcome = {
  ...lost,
  writtenAt: NaN,
  reason: 'connect-refused',
  detail: 'connect ECONNREFUSED',
  sentBytes: 0,
};
