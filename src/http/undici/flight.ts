import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import { assert } from '../../base/assert.ts';
import type { Exchange } from '../exchange.ts';
import type { PreparedRequest } from '../prepare.ts';

/** Hears how flights go on, in the middle of undici's work: nothing may be sent from here. */
export interface FlightListener {
  onWrite(flight: Flight): void;
  onFirstByte(flight: Flight): void;
  onAnswer(flight: Flight): void;
  /** The response breaks the protocol in a way that undici lets pass. */
  onViolation(error: Error): void;
  onFlightError(flight: Flight, error: Error): void;
}

const switchingProtocols = new Error('101 Switching Protocols, which nobody asked for');

/** One request on its way through undici. Once it is over, its exchange belongs to someone else. */
export class Flight implements Dispatcher.DispatchHandler {
  readonly request: PreparedRequest;
  readonly exchange: Exchange;
  isDispatched: boolean = false;
  isOver: boolean = false;
  status: number = 0;
  bodyBytes: number = 0;
  /** The socket's count of written bytes just before this request. */
  writtenBefore: number = NaN;
  readonly #listener: FlightListener;

  constructor(request: PreparedRequest, exchange: Exchange, listener: FlightListener) {
    this.request = request;
    this.exchange = exchange;
    this.#listener = listener;
  }

  get isWritten(): boolean {
    return !Number.isNaN(this.writtenBefore);
  }

  /** Answered by a status that never has a body; HEAD aside. */
  get hasNoBody(): boolean {
    return this.status === 204 || this.status === 304;
  }

  /** When its total timeout has passed; `totalMs` is that of requests without one of their own. */
  endsAt(totalMs: number): number {
    const { timeoutMs } = this.request;
    return this.exchange.dispatchedAt + (Number.isNaN(timeoutMs) ? totalMs : timeoutMs);
  }

  onRequestStart(): void {
    // undici answers a throw from here by dropping the request, unsent.
    assert(!this.isOver && !this.isWritten, 'undici sends a request twice');
    this.#listener.onWrite(this);
  }

  onResponseStarted(): void {
    if (!this.isOver && Number.isNaN(this.exchange.firstByteAt)) this.#listener.onFirstByte(this);
  }

  onResponseStart(
    { rawHeaders }: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    phrase = '',
  ): void {
    this.status = status;
    if (status === 101) this.#listener.onViolation(switchingProtocols);
    const { sink } = this.exchange;
    if (this.isOver || sink === null || sink.wantsHead === 'never' || status < 200) return;
    const hasSetCookie = headers['set-cookie'] !== undefined;
    if (sink.wantsHead === 'with-cookies' && !hasSetCookie) return;
    const head = headText(status, phrase, Array.isArray(rawHeaders) ? rawHeaders : []);
    const hasContentEncoding = headers['content-encoding'] !== undefined;
    sink.onHead(head, 0, head.length, { hasSetCookie, hasContentEncoding });
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isOver) return;
    this.bodyBytes += chunk.length;
    this.exchange.sink?.onBody(chunk, 0, chunk.length);
  }

  onResponseEnd(): void {
    if (!this.isOver) this.#listener.onAnswer(this);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    if (!this.isOver) this.#listener.onFlightError(this, error);
  }

  /** Only a CONNECT gets here, whatever it was answered: undici then gives up the socket. */
  onRequestUpgrade(
    _controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    socket: Duplex,
  ): void {
    this.status = status;
    if (!this.isOver) this.#listener.onAnswer(this);
    socket.destroy();
  }
}

/** As it may have come: undici keeps the names and values, which alternate, but not the bytes. */
function headText(status: number, phrase: string, fields: readonly (Buffer | string)[]): Buffer {
  let text = `HTTP/1.1 ${status} ${phrase}\r\n`;
  for (const [index, field] of fields.entries()) {
    text +=
      (typeof field === 'string' ? field : field.toString('latin1')) + (index % 2 === 0 ? ': ' : '\r\n');
  }
  return Buffer.from(`${text}\r\n`, 'latin1');
}
