// Hot path: `#onRead`, `#flush` and what they call run for every request; no allocation there.
import type { Socket } from 'node:net';
import { nextBackoffMs } from '../backoff.ts';
import type { Connection, ConnectionListener } from '../connection.ts';
import type { Exchange } from '../exchange.ts';
import { connectFailure, describeTlsError, type FailureReason, isTimeout } from '../failure.ts';
import type { PreparedRequest } from '../prepare.ts';
import { CR, LF } from './bytes.ts';
import { Deadline } from './deadline.ts';
import { Pipeline } from './pipeline.ts';
import { ResponseParser } from './response-parser.ts';
import type { Shared } from './shared.ts';

/**
 * See {@link Connection}. Whatever happens to a socket, it is let go first and the listener hears of it after,
 * so that a listener which sends again finds a connection in order.
 */
export class H1Connection implements Connection {
  readonly #shared: Shared;
  readonly #listener: ConnectionListener;
  readonly #pipeline: Pipeline;
  readonly #parser: ResponseParser;
  readonly #deadline: Deadline;
  #state: 'idle' | 'connecting' | 'handshaking' | 'open' | 'pausing' | 'closed' = 'idle';
  #socket: Socket | null = null;
  #openingAt = NaN;
  #connectedAt = NaN;
  #readyAt = NaN;
  #isReading = false;
  #writtenOnSocket = 0;
  #answeredOnSocket = 0;
  #failuresInARow = 0;
  #pause: NodeJS.Timeout | null = null;

  constructor(shared: Shared, listener: ConnectionListener) {
    this.#shared = shared;
    this.#listener = listener;
    const { wheel, settings } = shared;
    this.#pipeline = new Pipeline(settings.pipelining, settings.timeouts.totalMs);
    this.#parser = new ResponseParser(shared.headMemos.of(-1));
    this.#deadline = new Deadline(wheel, (reason) => this.#onDeadline(reason));
  }

  get free(): number {
    return this.#state === 'pausing' || this.#state === 'closed' ? 0 : this.#pipeline.free;
  }

  open(): boolean {
    if (this.#state !== 'idle') return false;
    this.#open();
    return true;
  }

  send(request: PreparedRequest, exchange: Exchange): void {
    this.#pipeline.push(request, exchange);
    if (this.#state === 'idle') this.#open();
    else if (this.#state !== 'open') this.#deadline.watch(this.#pipeline.totalEndsAt);
    // While a read is being parsed, refills gather and leave in one write at its end.
    else if (!this.#isReading) this.#flush(exchange.dispatchedAt);
  }

  close(): void {
    if (this.#state === 'closed') return;
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#letGo('none', '');
    this.#state = 'closed';
    this.#fail(this.#pipeline.size, 'aborted', '');
  }

  #open(): void {
    const { clock, settings, opener, readBuffer } = this.#shared;
    this.#state = 'connecting';
    this.#openingAt = clock.now();
    this.#writtenOnSocket = 0;
    this.#answeredOnSocket = 0;
    this.#deadline.beginPhase(
      this.#openingAt + settings.timeouts.connectMs,
      'connect-timeout',
      this.#pipeline.totalEndsAt,
    );
    const socket = opener.open(readBuffer, (count) => this.#onRead(socket, count));
    this.#socket = socket;
    socket.on('connect', () => socket === this.#socket && this.#onConnect());
    if (opener.isTls) socket.on('secureConnect', () => socket === this.#socket && this.#onReady());
    socket.on('error', (error) => socket === this.#socket && this.#onError(error));
    socket.on('end', () => socket === this.#socket && this.#onEnd());
    socket.on('close', () => socket === this.#socket && this.#onEnd());
  }

  #onConnect(): void {
    this.#connectedAt = this.#shared.clock.now();
    if (!this.#shared.opener.isTls) return this.#onReady();
    this.#state = 'handshaking';
    this.#deadline.beginPhase(
      this.#connectedAt + this.#shared.settings.timeouts.tlsMs,
      'tls-timeout',
      this.#pipeline.totalEndsAt,
    );
  }

  #onReady(): void {
    const { isTls } = this.#shared.opener;
    this.#state = 'open';
    this.#readyAt = isTls ? this.#shared.clock.now() : this.#connectedAt;
    this.#deadline.clear();
    this.#listener.onOpen(
      this.#connectedAt - this.#openingAt,
      isTls ? this.#readyAt - this.#connectedAt : NaN,
    );
    this.#flush(this.#readyAt);
  }

  /**
   * Writes what waits, as far as this socket may carry it; one buffer when the requests are the same. `now` was read
   * when this turn began.
   */
  #flush(now: number): void {
    const pipeline = this.#pipeline;
    const socket = this.#socket;
    const allowed = this.#shared.settings.requestsPerConnection - this.#writtenOnSocket;
    const count = Math.min(pipeline.waiting, allowed);
    if (count <= 0 || socket === null) return;
    const wasEmpty = pipeline.written === 0;
    const bytes = pipeline.write(count, now, this.#readyAt);
    this.#writtenOnSocket += count;
    if (wasEmpty) this.#awaitHead();
    if (bytes !== null) {
      socket.write(bytes);
      return;
    }
    socket.cork();
    for (let back = count; back > 0; back--) socket.write(pipeline.lastWritten(back).bytes);
    socket.uncork();
  }

  /** The oldest written request is the one answered next. */
  #awaitHead(): void {
    const pipeline = this.#pipeline;
    this.#parser.begin(pipeline.headRequest.isHead, this.#shared.headMemos.of(pipeline.head.row));
    this.#deadline.beginPhase(
      pipeline.head.writtenAt + this.#shared.settings.timeouts.firstByteMs,
      'first-byte-timeout',
      pipeline.totalEndsAt,
    );
  }

  #onRead(socket: Socket, count: number): boolean {
    const { readBuffer } = this.#shared;
    const now = this.#shared.clock.now();
    this.#isReading = true;
    let at = 0;
    while (at < count && socket === this.#socket) at = this.#readResponse(readBuffer, at, count, now);
    this.#isReading = false;
    if (socket === this.#socket) this.#afterRead(now);
    return true;
  }

  #readResponse(buffer: Buffer, start: number, end: number, now: number): number {
    // A request that waits to be written can't be answered yet: only written ones count.
    if (this.#pipeline.written === 0) return this.#readUnasked(buffer, start, end);
    const exchange = this.#pipeline.head;
    const parser = this.#parser;
    if (exchange.receivedBytes === 0) exchange.firstByteAt = now;
    const at = parser.execute(buffer, start, end, exchange.sink);
    exchange.receivedBytes += at - start;
    if (parser.isDone) this.#endResponse(now);
    else if (parser.isFailed) this.#lose('protocol', parser.error);
    return at;
  }

  /** Empty lines between responses are harmless; anything else means that the two sides disagree. */
  #readUnasked(buffer: Buffer, start: number, end: number): number {
    let at = start;
    while (at < end && (buffer[at] === CR || buffer[at] === LF)) at++;
    if (at < end) this.#lose('protocol', 'bytes that answer no request');
    return end;
  }

  #afterRead(now: number): void {
    const pipeline = this.#pipeline;
    if (pipeline.waiting > 0) this.#flush(now);
    if (pipeline.written > 0 && pipeline.head.receivedBytes > 0) {
      this.#deadline.beginPhase(
        now + this.#shared.settings.timeouts.idleMs,
        'idle-timeout',
        pipeline.totalEndsAt,
      );
    }
  }

  #endResponse(now: number): void {
    const parser = this.#parser;
    const exchange = this.#pipeline.shift();
    exchange.endedAt = now;
    exchange.status = parser.status;
    exchange.bodyBytes = parser.bodyBytes;
    this.#answeredOnSocket++;
    this.#failuresInARow = 0;
    this.#deadline.clear();
    const isLast = this.#answeredOnSocket >= this.#shared.settings.requestsPerConnection;
    if (parser.keepAlive && !isLast) {
      if (this.#pipeline.written > 0) this.#awaitHead();
      this.#listener.onEnd(exchange, this);
    } else {
      this.#letGo('none', '');
      this.#listener.onEnd(exchange, this);
      this.#fail(this.#pipeline.written, 'closed-early', 'the server closed after an earlier response');
      this.#reopen();
    }
  }

  /** The server has closed its side: that may be what ends the response. */
  #onEnd(): void {
    if (this.#state === 'connecting') return this.#failToOpen('connect-failed', 'closed while connecting');
    if (this.#state === 'handshaking') return this.#failToOpen('tls', 'closed during the handshake');
    if (this.#pipeline.written > 0) this.#parser.finish();
    if (this.#pipeline.written > 0 && this.#parser.isDone) this.#endResponse(this.#shared.clock.now());
    else this.#lose('closed-early', this.#describeCut());
  }

  #onError(error: NodeJS.ErrnoException): void {
    const code = error.code ?? '';
    if (this.#state === 'connecting') this.#failToOpen(connectFailure(code), error.message);
    else if (this.#state === 'handshaking') this.#failToOpen('tls', describeTlsError(error));
    else this.#lose(code.startsWith('ERR_SSL') ? 'tls' : 'reset', error.message);
  }

  #onDeadline(reason: FailureReason): void {
    if (this.#state === 'connecting') this.#failToOpen(reason, 'no answer to the connect');
    else if (this.#state === 'handshaking') this.#failToOpen(reason, 'the handshake did not finish');
    else this.#lose(reason, '');
  }

  #describeCut(): string {
    if (this.#pipeline.written === 0) return '';
    const { receivedBytes } = this.#pipeline.head;
    return receivedBytes === 0 ? 'closed before a response' : 'closed in the middle of a response';
  }

  /** The socket is gone, and with it every request written on it; without one it is the connection's own fault. */
  #lose(reason: FailureReason, detail: string): void {
    const lost = this.#pipeline.written;
    if (lost > 0 && this.#answeredOnSocket === 0 && !isTimeout(reason)) this.#failuresInARow++;
    this.#letGo(lost === 0 && reason === 'protocol' ? reason : 'none', detail);
    this.#pauseAfterFailures();
    this.#fail(lost, reason, detail);
    this.#reopen();
  }

  #failToOpen(reason: FailureReason, detail: string): void {
    this.#failuresInARow++;
    this.#letGo('none', '');
    this.#pauseAfterFailures();
    if (this.#pipeline.size === 0) this.#listener.onOpenFailed(reason, detail);
    else this.#fail(this.#pipeline.size, reason, detail);
  }

  /** Ends the oldest `count` requests. Those behind a broken response were themselves only cut off. */
  #fail(count: number, reason: FailureReason, detail: string): void {
    const now = this.#shared.clock.now();
    for (let position = 0; position < count; position++) {
      const exchange = this.#pipeline.shift();
      const isBehind = position > 0 && reason === 'protocol';
      exchange.endedAt = now;
      exchange.reason = isBehind ? 'closed-early' : reason;
      exchange.detail = isBehind ? 'behind a response that broke the protocol' : detail;
      this.#listener.onEnd(exchange, this);
    }
  }

  #letGo(fault: FailureReason | 'none', detail: string): void {
    const socket = this.#socket;
    const wasOpen = this.#state === 'open';
    this.#socket = null;
    this.#state = 'idle';
    this.#deadline.clear();
    socket?.destroy();
    if (wasOpen) this.#listener.onClose(fault, detail);
  }

  #pauseAfterFailures(): void {
    if (this.#failuresInARow === 0) return;
    this.#state = 'pausing';
    this.#pause = setTimeout(
      () => {
        this.#pause = null;
        this.#state = 'idle';
        this.#reopen();
        this.#listener.onReady(this);
      },
      nextBackoffMs(this.#failuresInARow, Math.random),
    );
  }

  #reopen(): void {
    if (this.#state === 'idle' && this.#pipeline.waiting > 0) this.#open();
  }
}
