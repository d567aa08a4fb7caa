// Hot path: `take` runs for every start of an open model.
import type { Connection, ConnectionListener, Engine } from '../http/connection.ts';

/**
 * Chooses the connection for a start: the one that became idle last, else a new one up to the limit, else one
 * whose pipeline has room. Busy ones are shared only when nothing better is left.
 */
export class ConnectionPool {
  readonly #engine: Engine;
  readonly #listener: ConnectionListener;
  readonly #limit: number;
  readonly #pipelining: number;
  readonly #all: Connection[] = [];
  readonly #idle: Connection[] = [];
  #turn = 0;

  constructor(engine: Engine, listener: ConnectionListener, limit: number, pipelining: number) {
    this.#engine = engine;
    this.#listener = listener;
    this.#limit = limit;
    this.#pipelining = pipelining;
  }

  /** A connection that takes a request now, or undefined. */
  take(): Connection | undefined {
    let idle = this.#idle.pop();
    // One that was shared, or pauses, since it became idle comes back when that is over.
    while (idle !== undefined && idle.free < this.#pipelining) idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.length < this.#limit) {
      const connection = this.#engine.connect(this.#listener);
      this.#all.push(connection);
      return connection;
    }
    return this.#pipelining > 1 ? this.#takeShared() : undefined;
  }

  /**
   * An exchange has ended, or a pause: nothing is open on the connection when all of it is free. Exchanges that
   * are lost together may all be over before the first is told, so each of them finds it so.
   */
  giveBack(connection: Connection): void {
    if (connection.free === this.#pipelining && this.#idle.at(-1) !== connection) this.#idle.push(connection);
  }

  closeAll(): void {
    this.#idle.length = 0;
    for (const connection of this.#all) connection.close();
  }

  #takeShared(): Connection | undefined {
    for (let tried = 0; tried < this.#all.length; tried++) {
      this.#turn = (this.#turn + 1) % this.#all.length;
      const connection = this.#all[this.#turn];
      if (connection !== undefined && connection.free > 0) return connection;
    }
    return undefined;
  }
}
