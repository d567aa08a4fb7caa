import { assert } from '../../src/base/assert.ts';
import { nextBackoffMs } from '../../src/http/backoff.ts';
import type { Connection, ConnectionListener, CreateEngine, Engine } from '../../src/http/connection.ts';
import type { Exchange } from '../../src/http/exchange.ts';
import { isTimeout, type FailureReason } from '../../src/http/failure.ts';
import type { PreparedRequest } from '../../src/http/prepare.ts';
import type { HttpSettings } from '../../src/http/settings.ts';
import type { FakeResponse, FakeServer } from './fake-server.ts';

/**
 * The engine that reaches a fake server, for tests of whatever sends requests. It takes no notice of the clock
 * that it is given: the server's own one drives it.
 */
export function createFakeEngine(server: FakeServer): CreateEngine {
  return (settings: HttpSettings): Engine => ({
    connect: (listener: ConnectionListener): Connection => new FakeConnection(server, settings, listener),
    close: () => {},
  });
}

/** `index` is the server's number for a request once it is written. */
type Waiting = { readonly request: PreparedRequest; readonly exchange: Exchange; index: number };

const notWritten = -1;

/** Keeps the contract of a connection with nothing but a manual clock. At most one thing is ever scheduled. */
class FakeConnection implements Connection {
  readonly #server: FakeServer;
  readonly #settings: HttpSettings;
  readonly #listener: ConnectionListener;
  /** The oldest first. */
  readonly #open: Waiting[] = [];
  #state: 'idle' | 'opening' | 'open' | 'pausing' | 'closed' = 'idle';
  #openedAt = NaN;
  #writtenOnSocket = 0;
  #answeredOnSocket = 0;
  #failuresInARow = 0;
  #cancel: () => void = () => {};
  /** Schedules the same anew: the oldest request may be another. */
  #awaitAgain: () => void = () => {};

  constructor(server: FakeServer, settings: HttpSettings, listener: ConnectionListener) {
    this.#server = server;
    this.#settings = settings;
    this.#listener = listener;
  }

  get free(): number {
    if (this.#state === 'pausing' || this.#state === 'closed') return 0;
    return this.#settings.pipelining - this.#open.length;
  }

  open(): boolean {
    if (this.#state !== 'idle') return false;
    this.#connect();
    return true;
  }

  send(request: PreparedRequest, exchange: Exchange): void {
    assert(this.free > 0, 'a connection was given more requests than it takes');
    this.#open.push({ request, exchange, index: notWritten });
    if (this.#state === 'idle') this.#connect();
    else if (this.#state === 'open') this.#write();
    else this.#awaitAgain();
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#letGo();
    this.#state = 'closed';
    this.#fail(this.#open.length, 'aborted', '');
  }

  get #head(): Waiting | undefined {
    return this.#open[0];
  }

  get #writtenCount(): number {
    return this.#open.filter(({ index }) => index !== notWritten).length;
  }

  #connect(): void {
    const startedAt = this.#server.clock.now();
    const { connectMs, failure } = this.#server.accept();
    this.#state = 'opening';
    this.#await(
      startedAt + connectMs,
      () => (failure === 'none' ? this.#onOpen(connectMs) : this.#failToOpen(failure, 'scripted')),
      startedAt + this.#settings.timeouts.connectMs,
      () => this.#failToOpen('connect-timeout', ''),
    );
  }

  #onOpen(connectMs: number): void {
    this.#state = 'open';
    this.#openedAt = this.#server.clock.now();
    this.#writtenOnSocket = 0;
    this.#answeredOnSocket = 0;
    this.#server.connections++;
    this.#listener.onOpen(connectMs, this.#settings.tls === null ? NaN : 0);
    this.#write();
  }

  #write(): void {
    const wasIdle = this.#writtenCount === 0;
    for (const waiting of this.#open) {
      if (waiting.index !== notWritten) continue;
      if (this.#writtenOnSocket >= this.#settings.requestsPerConnection) break;
      const { exchange, request } = waiting;
      exchange.connectionAt = Math.max(exchange.dispatchedAt, this.#openedAt);
      exchange.writtenAt = this.#server.clock.now();
      exchange.sentBytes = request.bytes.length;
      waiting.index = this.#server.receive(request);
      this.#writtenOnSocket++;
    }
    if (wasIdle) this.#serveHead();
  }

  #serveHead(): void {
    const head = this.#head;
    if (head === undefined || head.index === notWritten) return;
    const response = this.#server.serve(head.index, head.request);
    const end = (): void =>
      response.failure === 'none' ? this.#answer(response) : this.#break(response.failure);
    const lateAt = head.exchange.writtenAt + this.#settings.timeouts.firstByteMs;
    const onLate = (): void => this.#lose('first-byte-timeout', '');
    if (response.firstByteAt > response.endsAt) {
      this.#await(response.endsAt, end, lateAt, onLate);
      return;
    }
    const onFirstByte = (): void => {
      head.exchange.firstByteAt = this.#server.clock.now();
      const standsStillAt = head.exchange.firstByteAt + this.#settings.timeouts.idleMs;
      this.#await(response.endsAt, end, standsStillAt, () => this.#lose('idle-timeout', ''));
    };
    this.#await(response.firstByteAt, onFirstByte, lateAt, onLate);
  }

  #answer(response: FakeResponse): void {
    const { status, body, closes } = response;
    const head = this.#open.shift();
    if (head === undefined) return;
    const { exchange } = head;
    exchange.status = status;
    exchange.bodyBytes = body.length;
    exchange.receivedBytes = body.length;
    exchange.endedAt = this.#server.clock.now();
    tellHead(response, exchange);
    if (body.length > 0) exchange.sink?.onBody(body, 0, body.length);
    this.#answeredOnSocket++;
    this.#failuresInARow = 0;
    if (!closes && this.#answeredOnSocket < this.#settings.requestsPerConnection) {
      this.#serveHead();
      this.#listener.onEnd(exchange, this);
      return;
    }
    const lost = this.#writtenCount;
    this.#letGo();
    this.#listener.onEnd(exchange, this);
    this.#fail(lost, 'closed-early', 'behind the last response');
    this.#reopen();
  }

  #break(reason: FailureReason): void {
    this.#lose(reason, 'scripted');
  }

  /** The socket is gone, and with it every request written on it. */
  #lose(reason: FailureReason, detail: string): void {
    const lost = this.#writtenCount;
    if (this.#answeredOnSocket === 0 && !isTimeout(reason)) this.#failuresInARow++;
    this.#letGo();
    this.#pauseAfterFailures();
    this.#fail(lost, reason, detail);
    this.#reopen();
  }

  #failToOpen(reason: FailureReason, detail: string): void {
    this.#failuresInARow++;
    this.#letGo();
    this.#pauseAfterFailures();
    if (this.#open.length === 0) this.#listener.onOpenFailed(reason, detail);
    else this.#fail(this.#open.length, reason, detail);
  }

  /** Ends the oldest; those behind a broken response were themselves only cut off. */
  #fail(count: number, reason: FailureReason, detail: string): void {
    const now = this.#server.clock.now();
    for (const [position, { exchange }] of this.#open.splice(0, count).entries()) {
      exchange.endedAt = now;
      exchange.reason = position > 0 && reason === 'protocol' ? 'closed-early' : reason;
      exchange.detail = detail;
      this.#listener.onEnd(exchange, this);
    }
  }

  #letGo(): void {
    const wasOpen = this.#state === 'open';
    this.#cancel();
    this.#state = 'idle';
    if (wasOpen) this.#listener.onClose('none', '');
  }

  #pauseAfterFailures(): void {
    if (this.#failuresInARow === 0) return;
    this.#state = 'pausing';
    const pauseMs = nextBackoffMs(this.#failuresInARow, () => 0.5);
    this.#cancel = this.#server.clock.schedule(this.#server.clock.now() + pauseMs, () => {
      this.#state = 'idle';
      this.#reopen();
      this.#listener.onReady(this);
    });
  }

  #reopen(): void {
    if (this.#state === 'idle' && this.#open.length > 0) this.#connect();
  }

  /** Whichever comes first: the event, the end of what it may take, or the total timeout of the oldest request. */
  #await(eventAt: number, onEvent: () => void, lateAt: number, onLate: () => void): void {
    const totalEndsAt = this.#head === undefined ? Infinity : this.#endsAt(this.#head);
    const nextAt = Math.min(eventAt, lateAt, totalEndsAt);
    this.#cancel();
    this.#cancel = (): void => {};
    this.#awaitAgain = (): void => this.#await(eventAt, onEvent, lateAt, onLate);
    if (nextAt === Infinity) return;
    this.#cancel = this.#server.clock.schedule(nextAt, () => {
      if (nextAt === eventAt) onEvent();
      else if (nextAt === lateAt) onLate();
      else this.#expire();
    });
  }

  /** A request on a socket takes the socket with it; one that waits for a socket leaves it to the others. */
  #expire(): void {
    if (this.#state === 'open') {
      this.#lose('response-timeout', '');
      return;
    }
    const now = this.#server.clock.now();
    const overdue = this.#open.filter((waiting) => this.#endsAt(waiting) <= now).length;
    if (overdue === this.#open.length) this.#letGo();
    this.#fail(overdue, 'response-timeout', '');
    if (this.#state === 'opening') this.#awaitAgain();
  }

  #endsAt({ request, exchange }: Waiting): number {
    const { timeoutMs } = request;
    return exchange.dispatchedAt + (Number.isNaN(timeoutMs) ? this.#settings.timeouts.totalMs : timeoutMs);
  }
}

function tellHead({ status, headers }: FakeResponse, { sink }: Exchange): void {
  if (sink === null || sink.wantsHead === 'never') return;
  const has = (known: string): boolean => headers.some(([name]) => name.toLowerCase() === known);
  const traits = { hasSetCookie: has('set-cookie'), hasContentEncoding: has('content-encoding') };
  if (sink.wantsHead === 'with-cookies' && !traits.hasSetCookie) return;
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = Buffer.from(`HTTP/1.1 ${status} \r\n${lines.join('')}\r\n`, 'latin1');
  sink.onHead(head, 0, head.length, traits);
}
