import type { Interrupts } from '../run/run-load.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { note } from './terminal.ts';

type Listener = (reason: string) => void;

/**
 * Ctrl-C and SIGTERM: the first asks the run to drain, the second Ctrl-C to end at once. Before anything runs, or
 * when even that hangs, a signal ends the process.
 */
export class SignalInterrupts implements Interrupts {
  #drain: Listener | null = null;
  #cut: Listener | null = null;
  #received = 0;
  #reason = '';
  #exitCode: ExitCode = exitCode.done;
  readonly #isQuiet: boolean;

  constructor(isQuiet: boolean) {
    this.#isQuiet = isQuiet;
    process.on('SIGINT', () => this.#onSignal('SIGINT', exitCode.interrupted));
    process.on('SIGTERM', () => this.#onSignal('SIGTERM', exitCode.terminated));
  }

  /** `done` unless a signal came. */
  get exitCode(): ExitCode {
    return this.#exitCode;
  }

  /** A run that starts after a signal is drained at once. */
  onDrain(listener: Listener): void {
    this.#drain = listener;
    if (this.#exitCode !== exitCode.done) listener(this.#reason);
  }

  onCut(listener: Listener): void {
    this.#cut = listener;
  }

  /** As the first Ctrl-C, by something that is no signal; what has not begun ends when it does. */
  stop(reason: string): void {
    if (this.#exitCode !== exitCode.done) return;
    this.#exitCode = exitCode.interrupted;
    this.#begin(reason);
  }

  #onSignal(name: 'SIGINT' | 'SIGTERM', code: ExitCode): void {
    const reason = code === exitCode.terminated ? 'terminated (SIGTERM)' : 'interrupted (SIGINT)';
    if (this.#exitCode === exitCode.done) this.#exitCode = code;
    // oxlint-disable-next-line unicorn/no-process-exit -- a person wants out, and nothing is left to wait for
    if (this.#drain === null || this.#received > 1) process.exit(this.#exitCode);
    // SIGTERM may be repeated by whoever sends it; only a second Ctrl-C means "now".
    if (name === 'SIGTERM' && this.#received > 0) return;
    if (this.#received === 0) {
      this.#begin(reason);
    } else {
      this.#received++;
      this.#cut?.(reason);
    }
  }

  #begin(reason: string): void {
    this.#received++;
    this.#reason = reason;
    if (!this.#isQuiet) note('stopping: open requests may finish; Ctrl-C again reports at once');
    this.#drain?.(reason);
  }
}
