import type { Clock } from '../base/clock.ts';
import type { Exchange } from './exchange.ts';
import type { FailureReason } from './failure.ts';
import type { PreparedRequest } from './prepare.ts';
import type { HttpSettings } from './settings.ts';

/** Hears what happens on a connection. Never called from inside `send`. */
export interface ConnectionListener {
  /** Exactly once for every `send`; `send` may be called again from here. */
  onEnd(exchange: Exchange, connection: Connection): void;
  /** `free` has become positive again after a pause between reconnects. */
  onReady(connection: Connection): void;
  /** A socket is open. `tlsMs` is NaN without TLS. */
  onOpen(connectMs: number, tlsMs: number): void;
  /** `open` came to nothing; the connection may pause, and opens anew with the next request. */
  onOpenFailed(reason: FailureReason, detail: string): void;
  /** A socket is gone. `fault` says why, when it died with no request to blame it on. */
  onClose(fault: FailureReason | 'none', detail: string): void;
}

/**
 * A place for one socket at a time, or for one to each target where there are several, opened by the first request
 * that needs it and opened anew after it closes.
 * It never sends a request twice. After a failure it may pause: `free` is 0 until `onReady`.
 */
export interface Connection {
  /** How many more requests it takes right now; 1 at most without pipelining. */
  readonly free: number;
  /**
   * Opens a socket ahead of the first request: `onOpen` or `onOpenFailed` follows. Answers false, and does
   * nothing, where none is left to open.
   */
  open(): boolean;
  /** Takes an exchange on which `begin` was called. `free` must be positive. */
  send(request: PreparedRequest, exchange: Exchange): void;
  /** Ends what is open as `aborted` and closes the socket. Nothing can be sent afterwards. */
  close(): void;
}

/** A protocol implementation inside one worker: connections share its buffers and its timing wheel. */
export interface Engine {
  connect(listener: ConnectionListener): Connection;
  /** Releases what outlives connections, such as the wheel's timer. */
  close(): void;
}

export type CreateEngine = (settings: HttpSettings, clock: Clock) => Engine;
