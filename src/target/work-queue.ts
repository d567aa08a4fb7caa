import { monotonicClock } from '../base/clock.ts';
import { callAt, isExact } from './timer.ts';

/** One visitor of the queue: how long it holds its place, and whether it is still there when its turn comes. */
export type Turn = {
  readonly holdMs: number;
  readonly isGone: () => boolean;
  readonly done: () => void;
};

/**
 * Serves up to `size` turns at a time, first come, first served, as a server with that many workers does.
 * A turn starts when the one before in its place was due, not when its timer fired: n waiting turns of a queue with
 * one place take the sum of their times.
 */
export class WorkQueue {
  readonly #waiting: Arrival[] = [];
  readonly #idle: Place[];

  constructor(size: number) {
    this.#idle = Array.from({ length: size }, () => ({ freeAtMs: -Infinity }));
  }

  add(turn: Turn): void {
    this.#waiting.push({ turn, arrivedMs: monotonicClock.now() });
    const place = this.#idle.pop();
    if (place !== undefined) this.#serve(place);
  }

  #serve(place: Place): void {
    for (let next = this.#takeNext(); next !== undefined; next = this.#takeNext()) {
      const { turn, arrivedMs } = next;
      place.freeAtMs = Math.max(place.freeAtMs, arrivedMs) + turn.holdMs;
      if (place.freeAtMs > monotonicClock.now()) {
        callAt(place.freeAtMs, isExact(turn.holdMs), () => {
          turn.done();
          this.#serve(place);
        });
        return;
      }
      turn.done();
    }
    this.#idle.push(place);
  }

  #takeNext(): Arrival | undefined {
    let next = this.#waiting.shift();
    // Without this, clients that gave up would keep the next load test waiting.
    while (next?.turn.isGone() === true) next = this.#waiting.shift();
    return next;
  }
}

type Arrival = { readonly turn: Turn; readonly arrivedMs: number };

type Place = { freeAtMs: number };
