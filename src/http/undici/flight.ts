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

  onRequestStart(): void {
    // undici answers a throw from here by dropping the request, unsent.
    assert(!this.isOver && !this.isWritten, 'undici sends a request twice');
    this.#listener.onWrite(this);
  }

  onResponseStarted(): void {
    if (!this.isOver && Number.isNaN(this.exchange.firstByteAt)) this.#listener.onFirstByte(this);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
    if (status === 101) this.#listener.onViolation(switchingProtocols);
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
