import type { Reason } from './failure.ts';
import type { PreparedRequest } from './prepare.ts';

/** Receives a response as it comes. Bytes are only valid during the call. */
export interface ResponseSink {
  /** Asked when the head has been read; `with-cookies`: only one that holds a Set-Cookie. */
  readonly wantsHead: 'never' | 'with-cookies' | 'always';
  /**
   * The status line, the header lines and the empty line behind them, at once and before the body. Of interim (1xx)
   * responses nothing is heard.
   */
  onHead(buffer: Buffer, start: number, end: number, traits: HeadTraits): void;
  /** Without its transfer coding, piece by piece. */
  onBody(buffer: Buffer, start: number, end: number): void;
}

/** What is known of a head without looking through it. */
export type HeadTraits = { readonly hasSetCookie: boolean; readonly hasContentEncoding: boolean };

/** How an exchange is judged: by its status (an error from 400), or as whoever sent it has said before its end is told. */
export type Judgement = 'by-status' | 'ok' | 'http-error' | 'check-failed';

/**
 * One request and what became of it: instants in clock milliseconds (NaN: never reached), counters in bytes.
 * The sender owns it and may reuse it after `onEnd`; between `send` and `onEnd` only the connection writes it.
 */
export class Exchange {
  /** Which of the run's starts it is, over all workers, from 0; no two have the same. Set by the request source. */
  number: number = -1;
  /** What is sent; set with the number. */
  request: PreparedRequest | null = null;
  /** Index of its row in results; -1: there is one row for all. */
  row: number = -1;
  /** The virtual user that it belongs to; -1: none. */
  owner: number = -1;
  judged: Judgement = 'by-status';
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
  sink: ResponseSink | null = null;

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
    this.judged = 'by-status';
  }
}
