// Hot path: runs for every request of a flow; no allocation.
import type { Connection } from '../http/connection.ts';

/** The connection that a virtual user has, alone or with as many others as it pipelines. */
export class Seat<Flight> {
  readonly connection: Connection;
  /** Ready to be sent while the connection pauses or is full, oldest first. */
  readonly #waiting: Flight[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
  }

  get isFree(): boolean {
    return this.#waiting.length === 0 && this.connection.free > 0;
  }

  wait(flight: Flight): void {
    this.#waiting.push(flight);
  }

  /** The next that may be sent now. */
  next(): Flight | undefined {
    return this.#waiting.length > 0 && this.connection.free > 0 ? this.#waiting.shift() : undefined;
  }

  /** What waits is never sent. */
  clear(): void {
    this.#waiting.length = 0;
  }
}
