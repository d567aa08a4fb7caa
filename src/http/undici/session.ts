import type { Socket } from 'node:net';
import { Client } from 'undici';
import type { Flight } from './flight.ts';
import { lossOf, type Loss } from './loss.ts';
import type { Shared } from './shared.ts';

/** The longest that setTimeout takes. */
const neverMs = 2 ** 31 - 1;

/** Hears of one socket's life. */
export interface SessionListener {
  onRead(session: Session): void;
  /** The socket is gone or about to go; may come more than once. */
  onLoss(session: Session, loss: Loss): void;
}

/**
 * One open socket and the undici client that speaks over it. The client never gets a second socket: one that
 * could connect again would also send again what it had written on the first (client-h1.js, onHttpSocketClose).
 */
export class Session {
  readonly openedAt: number;
  dispatched: number = 0;
  answered: number = 0;
  readonly #shared: Shared;
  readonly #socket: Socket;
  readonly #client: Client;
  #lastWritten: Flight | null = null;
  #sawEnd = false;
  #bytesTaken = 0;

  constructor(shared: Shared, socket: Socket, listener: SessionListener) {
    this.#shared = shared;
    this.#socket = socket;
    this.openedAt = shared.clock.now();
    // Before undici's own listeners: they would make a clean end of a reset in a body that ends with the socket,
    // and put what was written back into the queue.
    socket.on('readable', () => (this.dispatched === 0 ? this.#readUnasked() : listener.onRead(this)));
    socket.on('end', () => (this.#sawEnd = true));
    socket.on('error', () => listener.onLoss(this, this.loss));
    socket.on('close', () => listener.onLoss(this, this.loss));
    this.#client = new Client(`http://${shared.route.host}`, this.#options());
  }

  /** Nothing that is dispatched now will be answered. */
  get isGone(): boolean {
    return this.#socket.destroyed;
  }

  get loss(): Loss {
    return lossOf(this.#socket.errored, this.#sawEnd);
  }

  dispatch(flight: Flight): void {
    this.dispatched++;
    flight.isDispatched = true;
    this.#client.dispatch(this.#shared.wireRequests.get(flight.request), flight);
  }

  countWrite(flight: Flight): void {
    this.countSent(this.#lastWritten);
    flight.writtenBefore = this.#socket.bytesWritten;
    this.#lastWritten = flight;
  }

  /** What was written since the last request began is that request. */
  countSent(flight: Flight | null): void {
    if (flight === null || flight !== this.#lastWritten) return;
    flight.exchange.sentBytes = this.#socket.bytesWritten - flight.writtenBefore;
    this.#lastWritten = null;
  }

  /** What was read since the last call: with pipelining it may hold the start of the next response. */
  takeReceivedBytes(): number {
    const received = this.#socket.bytesRead - this.#bytesTaken;
    this.#bytesTaken += received;
    return received;
  }

  break(error: Error): void {
    this.#socket.destroy(error);
  }

  close(): void {
    this.#client.destroy(() => {});
    this.#socket.destroy();
  }

  /** Before the first request undici does not read, and nobody would notice that the server closes. */
  #readUnasked(): void {
    const bytes: unknown = this.#socket.read();
    if (bytes !== null) this.break(new Error('bytes that answer no request'));
  }

  #options(): Client.Options {
    const { pipelining } = this.#shared.settings;
    return {
      pipelining,
      connect: (_options, callback) => queueMicrotask(() => callback(null, this.#socket)),
      headersTimeout: 0,
      bodyTimeout: 0,
      // Like our own engine, keep an idle socket until the server closes it, whatever it says in Keep-Alive.
      keepAliveTimeout: neverMs,
      keepAliveMaxTimeout: neverMs,
      keepAliveTimeoutThreshold: -neverMs,
    };
  }
}
