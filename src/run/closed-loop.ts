// Hot path: `onEnd` runs for every request; no allocation.
import type { Connection, ConnectionListener } from '../http/connection.ts';
import type { Exchange } from '../http/exchange.ts';
import { type CutKind, ExchangePool, type Executor, type ExecutorContext, failureKind } from './executor.ts';

/**
 * Sockets that may be opening at once. It grows by one with every socket that opened, so it doubles every round as
 * in TCP's slow start: a large run neither floods the target's accept queue nor waits for its own traffic.
 */
const firstOpeningWindow = 256;

/** When a closed load starts no more: after a time, after a count, or at whichever comes first. */
export type ClosedLimit = {
  /** Starts in the warm-up don't count, and its time comes before `lengthMs`. */
  readonly warmupMs: number;
  /** Infinity: only the count. */
  readonly lengthMs: number;
  /** Infinity: only the time. */
  readonly iterations: number;
};

/**
 * Every connection sends its next request when its last one has ended. All are opened before the start: traffic
 * on the first ones would keep the target from accepting the rest.
 */
export class ClosedLoop implements Executor, ConnectionListener {
  readonly #context: ExecutorContext;
  readonly #limit: ClosedLimit;
  readonly #pool = new ExchangePool();
  readonly #connections: Connection[] = [];
  #opening = 0;
  #openingWindow = firstOpeningWindow;
  #iterationsLeft: number;
  #countFrom = Infinity;
  #endAt = Infinity;
  #onPrepared: (() => void) | null = null;
  #isStopped = false;
  #isDone = false;
  #cutKind: CutKind = 'censored';

  constructor(context: ExecutorContext, limit: ClosedLimit) {
    this.#context = context;
    this.#limit = limit;
    this.#iterationsLeft = limit.iterations;
  }

  prepare(onReady: () => void): void {
    this.#onPrepared = onReady;
    this.#openMore();
  }

  start(startAt: number): void {
    this.#countFrom = startAt + this.#limit.warmupMs;
    this.#endAt = this.#countFrom + this.#limit.lengthMs;
    const now = this.#context.clock.now();
    for (const connection of this.#connections) this.#fill(connection, now);
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
    const { endedAt } = exchange;
    this.#pool.give(exchange);
    this.#fill(connection, endedAt);
    if (this.#iterationsLeft === 0 || this.#isStopped || endedAt >= this.#endAt) this.#finishIfIdle();
  }

  onReady(connection: Connection): void {
    this.#fill(connection, this.#context.clock.now());
    this.#finishIfIdle();
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#context.recorder.onOpen(connectMs, tlsMs);
    this.#openingWindow++;
    this.#endOpening();
  }

  onOpenFailed(reason: string, detail: string): void {
    this.#context.recorder.onOpenFailed(reason, detail);
    this.#endOpening();
  }

  onClose(fault: string, detail: string): void {
    this.#context.recorder.onClose(fault, detail);
  }

  #openMore(): void {
    const { engine, connections } = this.#context;
    while (this.#connections.length < connections && this.#opening < this.#openingWindow) {
      const connection = engine.connect(this);
      this.#connections.push(connection);
      if (connection.open()) this.#opening++;
    }
    if (this.#opening > 0 || this.#onPrepared === null) return;
    const onPrepared = this.#onPrepared;
    this.#onPrepared = null;
    onPrepared();
  }

  #endOpening(): void {
    if (this.#onPrepared === null) return;
    this.#opening--;
    this.#openMore();
  }

  #fill(connection: Connection, now: number): void {
    const { recorder, request } = this.#context;
    while (connection.free > 0 && this.#mayStart(now)) {
      if (now >= this.#countFrom) this.#iterationsLeft--;
      const exchange = this.#pool.take();
      exchange.begin(NaN, now);
      recorder.onStart(exchange);
      connection.send(request, exchange);
    }
  }

  #mayStart(now: number): boolean {
    return this.#iterationsLeft > 0 && now < this.#endAt && !this.#isStopped;
  }

  #finishIfIdle(): void {
    if (this.#isDone || this.#context.recorder.inFlight > 0) return;
    if (this.#mayStart(this.#context.clock.now())) return;
    this.#isDone = true;
    for (const connection of this.#connections) connection.close();
    this.#context.onDone();
  }
}
