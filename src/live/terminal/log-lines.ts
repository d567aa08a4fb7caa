import { printable } from '../../base/fit.ts';
import type { Tick } from '../../run/tick.ts';
import type { LiveView } from '../live-view.ts';
import { elapsedText, errorsText, secondParts } from './tick-text.ts';

const everyMs = 5000;
/** Later lines are further apart: an hour has about sixty. */
const shareOfElapsed = 1 / 12;

/**
 * A plain line every five seconds of load, for logs that nobody can draw over; `write` gets it without a line end.
 * Nothing of what takes less.
 */
export class LogLines implements LiveView {
  readonly #write: (line: string) => void;
  #label = '';
  #earlierRunsMs = 0;
  #lastElapsedMs = 0;
  #dueMs = everyMs;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  setLabel(label: string): void {
    this.#label = printable(label);
    this.#endRun();
  }

  onTick(tick: Tick): void {
    // Of several short runs each would be over before its first line.
    if (tick.elapsedMs < this.#lastElapsedMs) this.#endRun();
    this.#lastElapsedMs = tick.elapsedMs;
    const loadMs = this.#earlierRunsMs + tick.elapsedMs;
    // The report comes at once.
    if (loadMs < this.#dueMs || (tick.progress === 1 && this.#label === '')) return;
    this.#dueMs = loadMs - (loadMs % everyMs) + Math.max(everyMs, loadMs * shareOfElapsed);
    const label = this.#label === '' ? '' : `${this.#label}: `;
    const second = `${secondParts(tick).join(', ')} in the last second`;
    this.#write(`${label}${elapsedText(tick)}: ${second}; ${errorsText(tick)} so far`);
  }

  onSnapshot(): void {}

  clear(): void {}

  close(): void {}

  #endRun(): void {
    this.#earlierRunsMs += this.#lastElapsedMs;
    this.#lastElapsedMs = 0;
  }
}
