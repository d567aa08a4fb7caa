import { monotonicClock } from '../base/clock.ts';
import { callAt, isExact } from './timer.ts';

/** One visitor of the queue: how long it holds the server, and whether it is still there when its turn comes. */
export type Turn = {
  readonly holdMs: number;
  readonly isGone: () => boolean;
  readonly done: () => void;
};

/**
 * Serves one turn at a time, first come, first served, as a server with one worker and no threads does.
 * A turn starts when the one before was due, not when its timer fired: n waiting turns take the sum of their times.
 */
export class SerialQueue {
  readonly #waiting: Arrival[] = [];
  #busy = false;
  #freeAtMs = -Infinity;

  add(turn: Turn): void {
    this.#waiting.push({ turn, arrivedMs: monotonicClock.now() });
    if (!this.#busy) this.#serve();
  }

  #serve(): void {
    for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext()) {
      const { turn, arrivedMs } = next;
      this.#freeAtMs = Math.max(this.#freeAtMs, arrivedMs) + turn.holdMs;
      if (this.#freeAtMs > monotonicClock.now()) {
        this.#busy = true;
        callAt(this.#freeAtMs, isExact(turn.holdMs), () => {
          turn.done();
          this.#serve();
        });
        return;
      }
      turn.done();
    }
    this.#busy = false;
  }

  #takeNext(): Arrival | undefined {
    let next = this.#waiting.shift();
    // Without this, clients that gave up would keep the next load test waiting.
    while (next?.turn.isGone() === true) next = this.#waiting.shift();
    return next;
  }
}

type Arrival = { readonly turn: Turn; readonly arrivedMs: number };
