import * as net from 'node:net';
import * as tls from 'node:tls';
import { connectFailure, describeTlsError, type FailureReason } from '../failure.ts';
import type { Shared } from './shared.ts';
import { openTunnel } from './tunnel.ts';

/** Hears how an opening goes on. Never called from inside its constructor, and never after `abort`. */
export interface OpeningListener {
  /** The connect is over and the handshake begins: there is a new deadline. */
  onHandshake(): void;
  /** `tlsMs` is NaN without TLS. */
  onOpen(socket: net.Socket, connectMs: number, tlsMs: number): void;
  onOpenFailed(reason: FailureReason, detail: string): void;
}

/** One attempt to get a socket to the target, phase by phase so that each is measured and limited by itself. */
export class Opening {
  deadlineAt: number;
  timeoutReason: 'connect-timeout' | 'tls-timeout' = 'connect-timeout';
  readonly #shared: Shared;
  readonly #listener: OpeningListener;
  readonly #startedAt: number;
  #socket: net.Socket;
  #connectMs = NaN;
  #isOver = false;

  constructor(shared: Shared, listener: OpeningListener) {
    this.#shared = shared;
    this.#listener = listener;
    this.#startedAt = shared.clock.now();
    this.deadlineAt = this.#startedAt + shared.settings.timeouts.connectMs;
    const socket = net.connect({ ...shared.route.socket, ...shared.source.next() });
    this.#socket = socket;
    socket.once('connect', () => this.#onConnect(socket));
    // These outlive the opening, so that the error of an aborted one has a listener.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#fail(this.#connectReason(error.code ?? ''), error.message);
    });
    socket.on('close', () => this.#fail(this.#connectReason(''), 'closed while connecting'));
  }

  abort(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  #onConnect(socket: net.Socket): void {
    if (this.#isOver) return;
    const { tunnel } = this.#shared.route;
    if (tunnel === null) {
      this.#onReach(socket);
      return;
    }
    openTunnel(socket, tunnel, (failure) => {
      if (failure === '') this.#onReach(socket);
      else this.#fail('connect-failed', failure);
    });
  }

  /** What is sent from now on arrives at the target. */
  #onReach(socket: net.Socket): void {
    if (this.#isOver) return;
    const { clock, route, settings } = this.#shared;
    const now = clock.now();
    this.#connectMs = now - this.#startedAt;
    if (route.tls === null) {
      this.#finish(socket, NaN);
      return;
    }
    this.deadlineAt = now + settings.timeouts.tlsMs;
    this.timeoutReason = 'tls-timeout';
    this.#shakeHands(tls.connect({ ...route.tls, socket }), now);
    this.#listener.onHandshake();
  }

  #shakeHands(socket: tls.TLSSocket, startedAt: number): void {
    this.#socket = socket;
    socket.once('secureConnect', () => {
      if (!this.#isOver) this.#finish(socket, this.#shared.clock.now() - startedAt);
    });
    socket.on('error', (error: Error) => this.#fail('tls', describeTlsError(error)));
    socket.on('close', () => this.#fail('tls', 'closed during the handshake'));
  }

  #connectReason(code: string): FailureReason {
    return Number.isNaN(this.#connectMs) ? connectFailure(code) : 'tls';
  }

  #finish(socket: net.Socket, tlsMs: number): void {
    this.#isOver = true;
    this.#listener.onOpen(socket, this.#connectMs, tlsMs);
  }

  #fail(reason: FailureReason, detail: string): void {
    if (this.#isOver) return;
    this.abort();
    this.#listener.onOpenFailed(reason, detail);
  }
}
