// Hot path: `beginPhase` runs for every request; no allocation.
import type { FailureReason } from '../failure.ts';
import type { Timed, TimingWheel } from '../timing-wheel.ts';

/** The one deadline of a connection: its phase's own, or the total timeout of its oldest request if that is nearer. */
export class Deadline implements Timed {
  deadlineAt: number = Infinity;
  wakesAt: number = Infinity;

  readonly #wheel: TimingWheel;
  readonly #onPassed: (reason: FailureReason) => void;
  #phaseEndsAt = Infinity;
  #phaseReason: FailureReason = 'response-timeout';

  constructor(wheel: TimingWheel, onPassed: (reason: FailureReason) => void) {
    this.#wheel = wheel;
    this.#onPassed = onPassed;
  }

  /** `totalEndsAt` is that of the oldest request; Infinity without one. */
  beginPhase(endsAt: number, reason: FailureReason, totalEndsAt: number): void {
    this.#phaseEndsAt = endsAt;
    this.#phaseReason = reason;
    this.watch(totalEndsAt);
  }

  /** The oldest request is another one. */
  watch(totalEndsAt: number): void {
    this.deadlineAt = Math.min(this.#phaseEndsAt, totalEndsAt);
    this.#wheel.watch(this);
  }

  clear(): void {
    this.#phaseEndsAt = Infinity;
    this.deadlineAt = Infinity;
  }

  onDeadline(): void {
    this.#onPassed(this.deadlineAt === this.#phaseEndsAt ? this.#phaseReason : 'response-timeout');
  }
}
