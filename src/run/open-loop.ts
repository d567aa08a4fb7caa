// Hot path: `#release` and `onEnd` run for every request; no allocation.
import type { Connection, ConnectionListener } from '../http/connection.ts';
import type { Exchange } from '../http/exchange.ts';
import { Arrivals, type OpenPart } from './arrivals.ts';
import { ConnectionPool } from './connection-pool.ts';
import { ExchangePool, type Executor, type ExecutorContext, failureKind } from './executor.ts';
import type { CutKind } from './message.ts';
import { NumberQueue } from './number-queue.ts';

/** Follows a schedule, whatever the target does. A start that finds no connection waits for one. */
export class OpenLoop implements Executor, ConnectionListener {
  readonly #context: ExecutorContext;
  readonly #part: OpenPart;
  readonly #arrivals: Arrivals;
  readonly #connections: ConnectionPool;
  readonly #exchanges = new ExchangePool();
  /** Planned starts without a connection, oldest first. */
  readonly #queue = new NumberQueue();
  #isExhausted = false;
  #isDone = false;
  #cutKind: CutKind = 'censored';

  constructor(context: ExecutorContext, part: OpenPart) {
    const { engine, connections, pipelining, clock, timers } = context;
    this.#context = context;
    this.#part = part;
    this.#connections = new ConnectionPool(engine, this, connections, pipelining);
    this.#arrivals = new Arrivals(
      part,
      clock,
      timers,
      (plannedAt, now) => this.#release(plannedAt, now),
      () => this.#onExhausted(),
    );
  }

  get spunMs(): number {
    return this.#arrivals.spunMs;
  }

  /** Connections are opened as arrivals need them, so there is nothing to open ahead. */
  prepare(onReady: () => void): void {
    onReady();
  }

  start(startAt: number): void {
    this.#arrivals.start(startAt);
  }

  measureFrom(at: number): void {
    this.#arrivals.measureFrom(at);
  }

  stop(): void {
    const { recorder } = this.#context;
    this.#arrivals.stop((plannedAt, now) => {
      recorder.onPlanned(plannedAt, now);
      recorder.onMissed(plannedAt, now, 'lag');
    });
    this.#onExhausted();
  }

  cut(kind: CutKind): void {
    const { recorder, clock } = this.#context;
    this.#cutKind = kind;
    const now = clock.now();
    while (this.#queue.size > 0) recorder.onMissed(this.#queue.shift(), now, 'stopped');
    this.stop();
    this.#connections.closeAll();
    this.#finishIfIdle();
  }

  onEnd(exchange: Exchange, connection: Connection): void {
    this.#context.recorder.onEnd(exchange, failureKind(exchange, this.#cutKind));
    const { endedAt } = exchange;
    this.#exchanges.give(exchange);
    this.#serve(connection, endedAt);
    if (this.#isExhausted) this.#finishIfIdle();
  }

  onReady(connection: Connection): void {
    this.#serve(connection, this.#context.clock.now());
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#context.recorder.onOpen(connectMs, tlsMs);
  }

  onOpenFailed(reason: string, detail: string): void {
    this.#context.recorder.onOpenFailed(reason, detail);
  }

  onClose(fault: string, detail: string): void {
    this.#context.recorder.onClose(fault, detail);
  }

  #release(plannedAt: number, now: number): void {
    const { recorder } = this.#context;
    recorder.onPlanned(plannedAt, now);
    const connection = this.#queue.size === 0 ? this.#connections.take() : undefined;
    if (connection !== undefined) this.#send(connection, plannedAt, now);
    else if (this.#queue.size < this.#part.maxQueued) this.#queue.push(plannedAt);
    else recorder.onMissed(plannedAt, now, 'pool');
  }

  /** The connection has room: the oldest waiting starts go first. */
  #serve(connection: Connection, now: number): void {
    while (this.#queue.size > 0 && connection.free > 0) this.#send(connection, this.#queue.shift(), now);
    this.#connections.giveBack(connection);
  }

  #send(connection: Connection, plannedAt: number, now: number): void {
    const exchange = this.#exchanges.take();
    exchange.begin(plannedAt, now);
    const { recorder, requests } = this.#context;
    recorder.onStart(exchange);
    connection.send(requests.next(exchange), exchange);
  }

  #onExhausted(): void {
    this.#isExhausted = true;
    this.#finishIfIdle();
  }

  #finishIfIdle(): void {
    if (this.#isDone || !this.#isExhausted) return;
    if (this.#queue.size > 0 || this.#context.recorder.inFlight > 0) return;
    this.#isDone = true;
    this.#connections.closeAll();
    this.#context.onDone();
  }
}
