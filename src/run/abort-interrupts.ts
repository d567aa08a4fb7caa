import { describeCause } from '../base/errors.ts';
import type { Interrupts } from './run-load.ts';

type Listener = (reason: string) => void;

/** An AbortSignal as a way to end runs: at once, and every later run before its first request. */
export class AbortInterrupts implements Interrupts {
  readonly #signal: AbortSignal;
  readonly #onAbort = (): void => this.#cut?.(this.#reason);
  #cut: Listener | null = null;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
  }

  onDrain(): void {
    // A signal knows only one way to stop.
  }

  onCut(listener: Listener): void {
    this.#cut = listener;
    if (this.#signal.aborted) this.#onAbort();
  }

  /** The signal may live on, and must not keep the run. */
  close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
  }

  get #reason(): string {
    return `ended by the program (${describeCause(this.#signal.reason)})`;
  }
}
