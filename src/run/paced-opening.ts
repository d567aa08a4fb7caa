import type { Connection } from '../http/connection.ts';
import type { Timers } from './timers.ts';

/**
 * Opening is paced: a kernel completes handshakes before the server accepts, and what overflows its backlog (4,096
 * on Linux, 511 in many servers) is dropped and tried again only after 1, 3 or 7 seconds.
 */
const firstOpenings = 256;
const openEveryMs = 10;
const openingsEach = 50;
const maxOpening = 256;

/** Opens connections ahead of the start, some at a time. Says once that all are open, or as open as they get. */
export class PacedOpening {
  readonly #timers: Timers;
  readonly #connect: () => Connection;
  #left: number;
  #opening = 0;
  #onDone: (() => void) | null;

  /** `connect` makes the next connection; its listener tells of each end of an opening by {@link onEnd}. */
  constructor(timers: Timers, count: number, connect: () => Connection, onDone: () => void) {
    this.#timers = timers;
    this.#left = count;
    this.#connect = connect;
    this.#onDone = onDone;
  }

  start(): void {
    this.#openMore(firstOpenings);
  }

  /** One of them is open, or won't be. */
  onEnd(): void {
    if (this.#onDone === null) return;
    this.#opening--;
    this.#finish();
  }

  #openMore(most: number): void {
    const count = Math.min(most, this.#left, maxOpening - this.#opening);
    for (let opened = 0; opened < count; opened++) {
      this.#left--;
      const connection = this.#connect();
      while (connection.open()) this.#opening++;
    }
    if (this.#left > 0) this.#timers.after(openEveryMs, () => this.#openMore(openingsEach));
    else this.#finish();
  }

  #finish(): void {
    if (this.#opening > 0 || this.#left > 0) return;
    const onDone = this.#onDone;
    this.#onDone = null;
    onDone?.();
  }
}
