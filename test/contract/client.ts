import { expect } from 'vitest';
import type { Connection, ConnectionListener } from '../../src/http/connection.ts';
import { Exchange, type HeadTraits, type ResponseSink } from '../../src/http/exchange.ts';
import { PreparedRequest } from '../../src/http/prepare.ts';
import type { Answer } from '../support/scripted-server.ts';
import type { Harness } from './harness.ts';

export type End = {
  readonly exchange: Exchange;
  readonly heads: readonly string[];
  /** Of the head, as they were said with it. */
  readonly traits: HeadTraits;
  readonly body: string;
};

/** A listener with one connection that remembers all it hears. */
export class Client implements ConnectionListener {
  readonly harness: Harness;
  readonly connection: Connection;
  /** In the order in which they ended. */
  readonly ended: End[] = [];
  readonly faults: string[] = [];
  readonly failedOpens: string[] = [];
  /** What the listener should never have heard. */
  readonly violations: string[] = [];
  opens: number = 0;
  closes: number = 0;
  readies: number = 0;
  connectMs: number = NaN;
  tlsMs: number = NaN;
  afterEnd: () => unknown = () => {};
  wantsHead: ResponseSink['wantsHead'] = 'always';
  readonly #open = new Map<Exchange, Received>();
  #isSending = false;

  constructor(harness: Harness) {
    this.harness = harness;
    this.connection = harness.engine.connect(this);
  }

  get reasons(): string[] {
    return this.ended.map((end) => end.exchange.reason);
  }

  send(prepared: PreparedRequest): Exchange {
    const exchange = new Exchange();
    const received = new Received(this.wantsHead);
    exchange.sink = received;
    exchange.begin(NaN, this.harness.clock.now());
    this.#open.set(exchange, received);
    this.#isSending = true;
    this.connection.send(prepared, exchange);
    this.#isSending = false;
    return exchange;
  }

  sendMany(prepared: PreparedRequest, count: number): Exchange[] {
    return Array.from({ length: count }, () => this.send(prepared));
  }

  async request(prepared: PreparedRequest): Promise<End> {
    const exchange = this.send(prepared);
    await this.harness.until(() => this.ended.some((end) => end.exchange === exchange));
    return this.ended.find((end) => end.exchange === exchange) ?? { exchange, ...nothing };
  }

  async whenEnded(count: number): Promise<void> {
    await this.harness.until(() => this.ended.length >= count);
  }

  async whenFree(): Promise<void> {
    await this.harness.until(() => this.connection.free > 0);
  }

  onEnd(exchange: Exchange, connection: Connection): void {
    this.#notInSend('onEnd');
    const received = this.#open.get(exchange);
    if (received === undefined) this.violations.push('an exchange ended twice');
    if (connection !== this.connection) this.violations.push('not my connection');
    this.#open.delete(exchange);
    const { heads, traits, body } = received ?? nothing;
    this.ended.push({ exchange, heads, traits, body });
    this.afterEnd();
  }

  onReady(): void {
    this.#notInSend('onReady');
    this.readies++;
    if (this.connection.free === 0) this.violations.push('ready without room');
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#notInSend('onOpen');
    this.opens++;
    this.connectMs = connectMs;
    this.tlsMs = tlsMs;
  }

  onOpenFailed(reason: string): void {
    this.#notInSend('onOpenFailed');
    this.failedOpens.push(reason);
  }

  onClose(fault: string): void {
    this.#notInSend('onClose');
    this.closes++;
    this.faults.push(fault);
  }

  #notInSend(what: string): void {
    if (this.#isSending) this.violations.push(`${what} inside send`);
  }
}

const noTraits: HeadTraits = { hasSetCookie: false, hasContentEncoding: false };
const nothing = { heads: [], traits: noTraits, body: '' };

class Received implements ResponseSink {
  readonly wantsHead: ResponseSink['wantsHead'];
  readonly heads: string[] = [];
  traits: HeadTraits = noTraits;
  body = '';

  constructor(wantsHead: ResponseSink['wantsHead']) {
    this.wantsHead = wantsHead;
  }

  onHead(buffer: Buffer, start: number, end: number, traits: HeadTraits): void {
    this.heads.push(buffer.toString('latin1', start, end));
    this.traits = { hasSetCookie: traits.hasSetCookie, hasContentEncoding: traits.hasContentEncoding };
  }

  onBody(buffer: Buffer, start: number, end: number): void {
    this.body += buffer.toString('latin1', start, end);
  }
}

export const get: PreparedRequest = request('GET');

export function request(method: string, path = '/', body = ''): PreparedRequest {
  const headers: (readonly [string, string])[] = [
    ['Host', 'localhost'],
    ['X-Own', '1'],
  ];
  if (body !== '') headers.push(['Content-Length', String(body.length)]);
  return new PreparedRequest({ method, path, headers, body: body === '' ? null : Buffer.from(body) });
}

export function expectMeaning({ exchange, body }: End, { meaning }: Answer): void {
  const status = meaning.kind === 'response' ? meaning.status : 0;
  expect([exchange.reason, exchange.detail, exchange.status]).toEqual(['none', '', status]);
  // Not toBe: a difference in a large body would fill the screen.
  expect(meaning.kind === 'response' && body === meaning.body).toBe(true);
}

/** Each instant that was reached is not before the one before it, and none follows one that was not. */
export function expectOrdered(exchange: Exchange): void {
  const { dispatchedAt, connectionAt, writtenAt, firstByteAt, endedAt } = exchange;
  const reached = [dispatchedAt, connectionAt, writtenAt, firstByteAt].filter((at) => !Number.isNaN(at));
  expect([...reached, endedAt]).toEqual([...reached, endedAt].toSorted((a, b) => a - b));
  expect([dispatchedAt, connectionAt, writtenAt, firstByteAt].slice(0, reached.length)).toEqual(reached);
  expect(endedAt).not.toBeNaN();
}

export function expectLasted(actualMs: number, atLeastMs: number): void {
  expect(actualMs).toBeGreaterThanOrEqual(atLeastMs);
  // A busy machine adds to it, but less than the other timeouts of these cases are apart.
  expect(actualMs).toBeLessThan(atLeastMs + 1000);
}
