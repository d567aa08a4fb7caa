// Hot path: runs for every request; no allocation.
import { assert, present } from '../../base/assert.ts';
import type { Exchange } from '../exchange.ts';
import type { PreparedRequest } from '../prepare.ts';

/**
 * The requests of one connection in order: first those written and not yet answered, then those that wait to
 * be written. A ring of fixed size.
 */
export class Pipeline {
  /** On the socket, without a whole response yet. */
  written: number = 0;
  /** Not yet on the socket. */
  waiting: number = 0;

  readonly #requests: PreparedRequest[] = [];
  readonly #exchanges: Exchange[] = [];
  readonly #capacity: number;
  readonly #totalMs: number;
  #first = 0;

  /** `totalMs` is the timeout of requests that have none of their own. */
  constructor(capacity: number, totalMs: number = Infinity) {
    this.#capacity = capacity;
    this.#totalMs = totalMs;
  }

  get size(): number {
    return this.written + this.waiting;
  }

  get free(): number {
    return this.#capacity - this.written - this.waiting;
  }

  /** The oldest exchange; the pipeline must not be empty. */
  get head(): Exchange {
    return present(this.#exchanges[this.#first]);
  }

  get headRequest(): PreparedRequest {
    return present(this.#requests[this.#first]);
  }

  /**
   * When the total timeout of the oldest has passed; Infinity when empty. Those behind it have no say: to give one
   * of them up would take its socket from all before it. Theirs counts when they are the oldest.
   */
  get totalEndsAt(): number {
    if (this.size === 0) return Infinity;
    const { timeoutMs } = this.headRequest;
    return this.head.dispatchedAt + (Number.isNaN(timeoutMs) ? this.#totalMs : timeoutMs);
  }

  push(request: PreparedRequest, exchange: Exchange): void {
    assert(this.free > 0, 'a connection was given more requests than it takes');
    const index = this.#index(this.size);
    this.#requests[index] = request;
    this.#exchanges[index] = exchange;
    this.waiting++;
  }

  /** Removes the oldest. */
  shift(): Exchange {
    const exchange = this.head;
    this.#first = this.#index(1);
    if (this.written > 0) this.written--;
    else this.waiting--;
    return exchange;
  }

  /**
   * Marks the next `count` waiting requests as written on a socket that has been ready since `readyAt`. Answers
   * their bytes in one buffer, or null when they differ or are large: then each is at {@link lastWritten}.
   */
  write(count: number, now: number, readyAt: number): Buffer | null {
    const request = present(this.#requests[this.#index(this.written)]);
    let areSame = true;
    for (let position = this.written; position < this.written + count; position++) {
      const index = this.#index(position);
      const exchange = present(this.#exchanges[index]);
      const own = present(this.#requests[index]);
      exchange.connectionAt = Math.max(exchange.dispatchedAt, readyAt);
      // What the sender did with the response before took its time, after the turn began.
      exchange.writtenAt = Math.max(now, exchange.dispatchedAt);
      exchange.sentBytes = own.bytes.length;
      if (own !== request) areSame = false;
    }
    this.written += count;
    this.waiting -= count;
    return areSame ? request.repeated(count) : null;
  }

  /** The request written `back` places before the end of the written ones; 1 is the last. */
  lastWritten(back: number): PreparedRequest {
    return present(this.#requests[this.#index(this.written - back)]);
  }

  #index(position: number): number {
    const index = this.#first + position;
    return index < this.#capacity ? index : index - this.#capacity;
  }
}
