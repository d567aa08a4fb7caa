import type { Reason } from './failure.ts';
import type { PreparedRequest } from './prepare.ts';

/** Receives the decoded body, piece by piece. The bytes are only valid during the call. */
export interface BodySink {
  onBody(buffer: Buffer, start: number, end: number): void;
}

/**
 * One request and what became of it: instants in clock milliseconds (NaN: never reached), counters in bytes.
 * The sender owns it and may reuse it after `onEnd`; between `send` and `onEnd` only the connection writes it.
 */
export class Exchange {
  /** Which of the run's starts it is, over all workers, from 0; no two have the same. Set by the request source. */
  number: number = -1;
  /** What is sent; set with the number. */
  request: PreparedRequest | null = null;
  // NaN and not 0: a field that starts as a small integer is re-laid out by the first fractional instant.
  plannedAt: number = NaN;
  dispatchedAt: number = NaN;
  connectionAt: number = NaN;
  writtenAt: number = NaN;
  firstByteAt: number = NaN;
  endedAt: number = NaN;
  status: number = 0;
  reason: Reason = 'none';
  /** What exactly went wrong, for the first example of a reason; '' when nothing did. */
  detail: string = '';
  /** Decoded body; the two others count the wire as the application sees it, before TLS. */
  bodyBytes: number = 0;
  receivedBytes: number = 0;
  sentBytes: number = 0;
  sink: BodySink | null = null;

  /** Ready for the next request. `plannedAt` is NaN in a closed model, which plans nothing. */
  begin(plannedAt: number, dispatchedAt: number): void {
    this.plannedAt = plannedAt;
    this.dispatchedAt = dispatchedAt;
    this.connectionAt = NaN;
    this.writtenAt = NaN;
    this.firstByteAt = NaN;
    this.endedAt = NaN;
    this.status = 0;
    this.reason = 'none';
    this.detail = '';
    this.bodyBytes = 0;
    this.receivedBytes = 0;
    this.sentBytes = 0;
  }
}
