import { strict as assert } from 'node:assert';
import type { Connection, ConnectionListener } from '../../src/http/connection.ts';
import { Exchange } from '../../src/http/exchange.ts';
import { failureReasons, type FailureReason, type Reason } from '../../src/http/failure.ts';
import { H1Connection } from '../../src/http/h1/connection.ts';
import { HeadMemos } from '../../src/http/h1/head-memos.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import type { HttpSettings } from '../../src/http/settings.ts';
import { TimingWheel } from '../../src/http/timing-wheel.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryOpener, type MemorySocket } from './memory-socket.ts';

/** How one request ended. */
export type End = {
  readonly reason: Reason;
  readonly status: number;
  readonly body: string;
  readonly receivedBytes: number;
};

const firstByteMs = 1000;
const idleMs = 2000;
const openMs = 3000;
/** After so long a silence every timeout has passed. */
export const silenceMs = 3100;

const reasons: readonly Reason[] = ['none', ...failureReasons];
/** As in an engine, one for all connections. */
const readBuffer = Buffer.alloc(64 * 1024);
const get = prepared('GET');
const head = prepared('HEAD');

/** A connection of our engine, its listener, and the other side in the same memory; time passes when told to. */
export class MemoryClient implements ConnectionListener {
  /** In the order of the requests; undefined while one is open. */
  readonly ends: (End | undefined)[] = [];
  readonly faults: Reason[] = [];
  readonly failedOpens: Reason[] = [];
  onEnded: () => void = () => {};
  readonly #clock = new ManualClock(1000);
  readonly #opener: MemoryOpener;
  readonly #wheel: TimingWheel;
  readonly #connection: Connection;
  readonly #open = new Map<Exchange, { readonly index: number; body: string }>();
  #isSending = false;

  constructor(pipelining: number, isTls: boolean) {
    this.#opener = new MemoryOpener(isTls);
    this.#wheel = new TimingWheel(this.#clock, firstByteMs);
    this.#connection = new H1Connection(
      {
        settings: settingsFor(pipelining),
        clock: this.#clock,
        wheel: this.#wheel,
        readBuffer,
        headMemos: new HeadMemos(),
        opener: this.#opener.asOpener,
      },
      this,
    );
  }

  /** The socket that bytes can arrive on; null while there is none. */
  get socket(): MemorySocket | null {
    const { socket } = this.#opener;
    return socket?.isDestroyed === false ? socket : null;
  }

  get free(): number {
    return this.#connection.free;
  }

  open(): void {
    this.#connection.open();
  }

  send(isHead: boolean): void {
    const exchange = new Exchange();
    const entry = { index: this.ends.length, body: '' };
    exchange.sink = {
      wantsHead: 'always',
      onHead: () => {},
      onBody: (buffer, start, end) => {
        entry.body += buffer.toString('latin1', start, end);
      },
    };
    exchange.begin(NaN, this.#clock.now());
    this.#open.set(exchange, entry);
    this.ends.push(undefined);
    this.#isSending = true;
    this.#connection.send(isHead ? head : get, exchange);
    this.#isSending = false;
  }

  pass(ms: number): void {
    this.#clock.advance(ms);
    this.#wheel.advance();
  }

  close(): void {
    this.#connection.close();
    this.#wheel.close();
    assert.equal(this.#open.size, 0, 'requests are open after close');
  }

  onEnd(exchange: Exchange): void {
    const entry = this.#open.get(exchange);
    assert(entry !== undefined, 'an exchange ended twice');
    assert(!this.#isSending, 'onEnd inside send');
    this.#open.delete(exchange);
    const { reason, status, bodyBytes, receivedBytes } = exchange;
    assert(reasons.includes(reason), `an unknown reason: ${reason}`);
    assert.equal(status === 0, reason !== 'none', `${reason} with status ${status}`);
    if (reason === 'none') assert.equal(bodyBytes, entry.body.length);
    this.ends[entry.index] = { reason, status, body: entry.body, receivedBytes };
    this.onEnded();
  }

  onReady(): void {}

  onOpen(): void {}

  onOpenFailed(reason: FailureReason): void {
    assert(failureReasons.includes(reason), `an unknown reason: ${reason}`);
    this.failedOpens.push(reason);
  }

  onClose(fault: Reason): void {
    assert(reasons.includes(fault), `an unknown fault: ${fault}`);
    this.faults.push(fault);
  }
}

function prepared(method: string): PreparedRequest {
  return new PreparedRequest({ method, path: '/', headers: [['Host', 'localhost']], body: null });
}

function settingsFor(pipelining: number): HttpSettings {
  return {
    origin: 'http://localhost',
    endpoint: { kind: 'tcp', address: '127.0.0.1', port: 1 },
    tls: null,
    timeouts: { connectMs: openMs, tlsMs: openMs, firstByteMs, idleMs, totalMs: Infinity },
    pipelining,
    requestsPerConnection: Infinity,
    proxy: null,
    localAddress: null,
    ownsLocalAddress: false,
  };
}
