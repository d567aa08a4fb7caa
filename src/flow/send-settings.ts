import type { StatusRange } from '../plan/flows-plan.ts';

/** How one request is sent, beside its bytes. */
export type SendSettings = {
  readonly row: number;
  readonly expected: readonly StatusRange[] | null;
  readonly redirects: number;
  readonly needsHead: boolean;
  readonly needsBody: boolean;
  /** Of a session, which is in no number. */
  readonly isRecorded: boolean;
};

/** Of what has not been sent yet. */
export const sendsNothing: SendSettings = {
  row: -1,
  expected: null,
  redirects: 0,
  needsHead: false,
  needsBody: false,
  isRecorded: false,
};
