import type { Reason } from '../http/failure.ts';

/** One request of the measured part and what came back: what `onResponse` gets. */
export type ResponseRecord = {
  /** Which of the run's requests it is, in the order of their starts over all workers, from 1; warm-up counts. */
  readonly number: number;
  readonly method: string;
  /** As it was sent, with patterns filled in. */
  readonly url: string;
  /** null when no whole response came. */
  readonly status: number | null;
  /** `none` after a whole response of any status, else why none came: the reasons of docs/measuring.md. */
  readonly reason: Reason;
  /** What exactly went wrong; '' when nothing did. */
  readonly detail: string;
  /** Decoded from its chunks, still compressed if the server compressed it; of a failure, what had come. */
  readonly body: Uint8Array;
  /** Length of all that came of the body, also of what was cut. */
  readonly bodyBytes: number;
  /** The body was longer than what is kept of one. */
  readonly isCut: boolean;
  /** When it was started, in milliseconds from the start of the run, warm-up included. */
  readonly startedAtMs: number;
  /** End − first byte written; null when nothing was written. */
  readonly serviceTimeMs: number | null;
  /** End − planned start; null in a closed model. */
  readonly responseTimeMs: number | null;
};
