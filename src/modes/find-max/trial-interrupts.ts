import type { Interrupts } from '../../run/run-load.ts';

/** Those of the user, and a way of our own to end one trial at once. */
export class TrialInterrupts implements Interrupts {
  readonly #user: Interrupts;
  #cut: ((reason: string) => void) | null = null;

  constructor(user: Interrupts) {
    this.#user = user;
  }

  onDrain(listener: (reason: string) => void): void {
    this.#user.onDrain(listener);
  }

  onCut(listener: (reason: string) => void): void {
    this.#cut = listener;
    this.#user.onCut(listener);
  }

  cut(reason: string): void {
    this.#cut?.(reason);
  }
}
