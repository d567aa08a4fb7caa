// Hot path: `beginPhase` runs for every request; no allocation.
import type { FailureReason } from '../failure.ts';
import type { Timed, TimingWheel } from '../timing-wheel.ts';

/** The one deadline of a connection: its phase's own, or the total timeout of its oldest request if that is nearer. */
export class Deadline implements Timed {
  deadlineAt: number = Infinity;
  inWheel: boolean = false;

  readonly #wheel: TimingWheel;
  readonly #totalMs: number;
  readonly #onPassed: (reason: FailureReason) => void;
  #phaseEndsAt = Infinity;
  #phaseReason: FailureReason = 'response-timeout';

  constructor(wheel: TimingWheel, totalMs: number, onPassed: (reason: FailureReason) => void) {
    this.#wheel = wheel;
    this.#totalMs = totalMs;
    this.#onPassed = onPassed;
  }

  /** `oldestAt` is when the oldest request was dispatched; Infinity without one. */
  beginPhase(endsAt: number, reason: FailureReason, oldestAt: number): void {
    this.#phaseEndsAt = endsAt;
    this.#phaseReason = reason;
    this.watch(oldestAt);
  }

  /** The oldest request is another one. */
  watch(oldestAt: number): void {
    this.deadlineAt = Math.min(this.#phaseEndsAt, oldestAt + this.#totalMs);
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
