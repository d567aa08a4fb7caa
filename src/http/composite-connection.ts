// Hot path: `free`, `send` and `onEnd` run for every request; no allocation.
import { assert } from '../base/assert.ts';
import type { Connection, ConnectionListener, Engine } from './connection.ts';
import type { Exchange } from './exchange.ts';
import type { FailureReason } from './failure.ts';
import type { PreparedRequest } from './prepare.ts';

/**
 * See {@link Connection}. One connection to each target, which together take as many requests as one alone would.
 * When one of them pauses after a failure, the whole does: nobody knows which target the next request is for.
 */
export class CompositeConnection implements Connection, ConnectionListener {
  readonly #engines: readonly Engine[];
  readonly #listener: ConnectionListener;
  readonly #capacity: number;
  /** By target. */
  readonly #connections: (Connection | null)[];
  /** Sent and not ended. */
  #open = 0;
  #opened = 0;
  #isClosed = false;

  constructor(engines: readonly Engine[], capacity: number, listener: ConnectionListener) {
    this.#engines = engines;
    this.#capacity = capacity;
    this.#listener = listener;
    this.#connections = engines.map(() => null);
  }

  get free(): number {
    if (this.#open === this.#capacity || this.#isClosed) return 0;
    for (const connection of this.#connections) {
      // It has less open than all together, so it is not full: it pauses.
      if (connection !== null && connection.free === 0) return 0;
    }
    return this.#capacity - this.#open;
  }

  open(): boolean {
    while (this.#opened < this.#engines.length && !this.#isClosed) {
      if (this.#to(this.#opened++).open()) return true;
    }
    return false;
  }

  send(request: PreparedRequest, exchange: Exchange): void {
    assert(this.#open < this.#capacity, 'a connection was given more requests than it takes');
    this.#open++;
    this.#to(request.target).send(request, exchange);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const connection of this.#connections) connection?.close();
  }

  onEnd(exchange: Exchange): void {
    this.#open--;
    this.#listener.onEnd(exchange, this);
  }

  /** Others may still pause, or be all that it takes; then their own end is heard of. */
  onReady(): void {
    if (this.free > 0) this.#listener.onReady(this);
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#listener.onOpen(connectMs, tlsMs);
  }

  onOpenFailed(reason: FailureReason, detail: string): void {
    this.#listener.onOpenFailed(reason, detail);
  }

  onClose(fault: FailureReason | 'none', detail: string): void {
    this.#listener.onClose(fault, detail);
  }

  #to(target: number): Connection {
    const known = this.#connections[target];
    if (known !== undefined && known !== null) return known;
    const engine = this.#engines[target];
    assert(engine !== undefined, `there is no target ${target}`);
    const connection = engine.connect(this);
    this.#connections[target] = connection;
    return connection;
  }
}
