// Hot path: `onEnd` runs for every request; no allocation.
import type { Connection, ConnectionListener } from '../http/connection.ts';
import type { Exchange } from '../http/exchange.ts';
import { type CutKind, ExchangePool, type Executor, type ExecutorContext, failureKind } from './executor.ts';

/** Sockets that may be opening at once, so that a large run doesn't overflow the target's accept queue. */
const maxOpening = 256;

/** When a closed load starts no more: at an instant, after a count, or at whichever comes first. */
export type ClosedLimit = {
  /** Clock milliseconds; Infinity: only the count. */
  readonly endAt: number;
  /** Infinity: only the instant. Starts before `countFrom` are warm-up and don't count. */
  readonly iterations: number;
  readonly countFrom: number;
};

/** Every connection sends its next request when its last one has ended. */
export class ClosedLoop implements Executor, ConnectionListener {
  readonly #context: ExecutorContext;
  readonly #limit: ClosedLimit;
  readonly #pool = new ExchangePool();
  readonly #connections: Connection[] = [];
  #opening = 0;
  #iterationsLeft: number;
  #isStopped = false;
  #isDone = false;
  #cutKind: CutKind = 'censored';

  constructor(context: ExecutorContext, limit: ClosedLimit) {
    this.#context = context;
    this.#limit = limit;
    this.#iterationsLeft = limit.iterations;
  }

  start(): void {
    this.#openMore(this.#context.clock.now());
    this.#finishIfIdle();
  }

  stop(): void {
    this.#isStopped = true;
    this.#finishIfIdle();
  }

  cut(kind: CutKind): void {
    this.#isStopped = true;
    this.#cutKind = kind;
    for (const connection of this.#connections) connection.close();
    this.#finishIfIdle();
  }

  onEnd(exchange: Exchange, connection: Connection): void {
    this.#context.recorder.onEnd(exchange, failureKind(exchange, this.#cutKind));
    const failedToOpen = Number.isNaN(exchange.connectionAt);
    const { endedAt } = exchange;
    this.#pool.give(exchange);
    this.#fill(connection, endedAt);
    if (failedToOpen) this.#onOpened();
    if (this.#iterationsLeft === 0 || this.#isStopped || endedAt >= this.#limit.endAt) this.#finishIfIdle();
  }

  onReady(connection: Connection): void {
    this.#fill(connection, this.#context.clock.now());
    this.#finishIfIdle();
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#context.recorder.onOpen(connectMs, tlsMs);
    this.#onOpened();
  }

  onClose(fault: string, detail: string): void {
    this.#context.recorder.onClose(fault, detail);
  }

  #onOpened(): void {
    if (this.#opening === 0) return;
    this.#opening--;
    if (this.#connections.length < this.#context.connections) this.#openMore(this.#context.clock.now());
  }

  #openMore(now: number): void {
    const { engine, connections } = this.#context;
    while (this.#connections.length < connections && this.#opening < maxOpening && this.#mayStart(now)) {
      const connection = engine.connect(this);
      this.#connections.push(connection);
      this.#opening++;
      this.#fill(connection, now);
    }
  }

  #fill(connection: Connection, now: number): void {
    const { recorder, request } = this.#context;
    while (connection.free > 0 && this.#mayStart(now)) {
      if (now >= this.#limit.countFrom) this.#iterationsLeft--;
      const exchange = this.#pool.take();
      exchange.begin(NaN, now);
      recorder.onStart(exchange);
      connection.send(request, exchange);
    }
  }

  #mayStart(now: number): boolean {
    return this.#iterationsLeft > 0 && now < this.#limit.endAt && !this.#isStopped;
  }

  #finishIfIdle(): void {
    if (this.#isDone || this.#context.recorder.inFlight > 0) return;
    if (this.#mayStart(this.#context.clock.now())) return;
    this.#isDone = true;
    for (const connection of this.#connections) connection.close();
    this.#context.onDone();
  }
}
