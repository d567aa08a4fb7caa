// Hot path: `onEnd` runs for every request; no allocation.
import type { Connection, ConnectionListener } from '../http/connection.ts';
import type { Exchange } from '../http/exchange.ts';
import { ExchangePool, type Executor, type ExecutorContext, failureKind } from './executor.ts';
import type { CutKind } from './message.ts';
import { PacedOpening } from './paced-opening.ts';

/** When a closed load starts no more: after a time, after a count, or at whichever comes first. */
export type ClosedLimit = {
  /** Starts in the warm-up don't count, and its time comes before `lengthMs`. Infinity: until `measureFrom`. */
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
  /** It waits for answers only, and never for an instant. */
  readonly spunMs: number = 0;
  readonly #context: ExecutorContext;
  readonly #limit: ClosedLimit;
  readonly #pool = new ExchangePool();
  readonly #connections: Connection[] = [];
  #iterationsLeft: number;
  #countFrom = Infinity;
  /** Nothing starts before `start`: it is what moves the end into the future. */
  #endAt = -Infinity;
  #opening: PacedOpening | null = null;
  #isStopped = false;
  #isDone = false;
  #cutKind: CutKind = 'censored';

  constructor(context: ExecutorContext, limit: ClosedLimit) {
    this.#context = context;
    this.#limit = limit;
    this.#iterationsLeft = limit.iterations;
  }

  prepare(onReady: () => void): void {
    const { timers, connections } = this.#context;
    this.#opening = new PacedOpening(timers, connections, () => this.#connect(), onReady);
    this.#opening.start();
  }

  start(startAt: number): void {
    this.measureFrom(startAt + this.#limit.warmupMs);
    // One reading for all would say that the last of many thousands was sent long before it was.
    for (const connection of this.#connections) this.#fill(connection, this.#context.clock.now());
    this.#finishIfIdle();
  }

  measureFrom(at: number): void {
    this.#countFrom = at;
    this.#endAt = at + this.#limit.lengthMs;
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
    this.#opening?.onEnd();
  }

  onOpenFailed(reason: string, detail: string): void {
    this.#context.recorder.onOpenFailed(reason, detail);
    this.#opening?.onEnd();
  }

  onClose(fault: string, detail: string): void {
    this.#context.recorder.onClose(fault, detail);
  }

  #connect(): Connection {
    const connection = this.#context.engine.connect(this);
    this.#connections.push(connection);
    return connection;
  }

  #fill(connection: Connection, now: number): void {
    const { recorder, requests } = this.#context;
    while (connection.free > 0 && this.#mayStart(now)) {
      if (now >= this.#countFrom) this.#iterationsLeft--;
      const exchange = this.#pool.take();
      exchange.begin(NaN, now);
      recorder.onStart(exchange);
      connection.send(requests.next(exchange), exchange);
    }
  }

  #mayStart(now: number): boolean {
    return this.#iterationsLeft > 0 && now < this.#endAt && !this.#isStopped;
  }

  #finishIfIdle(): void {
    if (this.#isDone || this.#endAt === -Infinity || this.#context.recorder.inFlight > 0) return;
    if (this.#mayStart(this.#context.clock.now())) return;
    this.#isDone = true;
    for (const connection of this.#connections) connection.close();
    this.#context.onDone();
  }
}
