// Hot path: `onStart` and `onEnd` run for every request; no allocation.
import type { Counters } from './counters.ts';

/** Measured requests that are open, over time: what Little's law needs, from no sample that it is to check. */
export class InFlight {
  #measureFrom = Infinity;
  #changedAt = Infinity;
  #open = 0;
  /** When the open requests were sent, since `measureFrom`, summed up. */
  #openSinceMs = 0;
  #openAgeMs = 0;

  begin(measureFrom: number): void {
    this.#measureFrom = measureFrom;
    this.#changedAt = measureFrom;
  }

  onStart(at: number, counters: Counters): void {
    this.#moveArea(at, counters);
    this.#open++;
    this.#openSinceMs += at - this.#measureFrom;
  }

  onEnd(dispatchedAt: number, endedAt: number, counters: Counters): void {
    this.#moveArea(endedAt, counters);
    this.#open--;
    this.#openSinceMs -= dispatchedAt - this.#measureFrom;
    counters.openMs += endedAt - dispatchedAt;
  }

  /** As of the last change, which is how far the area goes. */
  countAge(counters: Counters): void {
    if (this.#changedAt === Infinity) return;
    const openedMs = this.#changedAt - this.#measureFrom;
    const ageMs = this.#open * openedMs - this.#openSinceMs;
    counters.openAgeMs += ageMs - this.#openAgeMs;
    this.#openAgeMs = ageMs;
  }

  /** In flight × time so far, counted at every change. */
  #moveArea(now: number, counters: Counters): void {
    counters.inFlightMs += this.#open * (now - this.#changedAt);
    this.#changedAt = now;
  }
}
