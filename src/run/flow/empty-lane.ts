import type { Lane } from './lane.ts';

/** Of a worker that has no user of a lane: it is over as soon as it starts. */
export class EmptyLane implements Lane {
  readonly spunMs: number = 0;
  readonly #onDone: () => void;

  constructor(onDone: () => void) {
    this.#onDone = onDone;
  }

  prepare(onReady: () => void): void {
    onReady();
  }

  start(): void {
    this.#onDone();
  }

  measureFrom(): void {}

  stop(): void {}

  cut(): void {}

  onIterationEnd(): void {}
}
