import { formatCount, formatDuration, formatLatency, formatRate, noNumber } from '../report/format.ts';
import type { Tick } from '../run/tick.ts';

const barCells = 12;

/** One line on stderr that is drawn over itself, once a second; nothing where nobody looks. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #isShown: boolean;
  #label = '';
  #isDrawn = false;

  constructor(stream: NodeJS.WriteStream, isQuiet: boolean) {
    this.#stream = stream;
    this.#isShown = stream.isTTY && !isQuiet;
  }

  /** What runs, for commands with several runs. */
  setLabel(label: string): void {
    this.#label = `${label} `;
  }

  draw(tick: Tick): void {
    if (this.#isShown) this.drawText(progressText(tick, this.#label));
  }

  drawText(text: string): void {
    if (!this.#isShown) return;
    // A terminal that doesn't tell its width says 0.
    const cells = this.#stream.columns > 0 ? this.#stream.columns - 1 : Infinity;
    this.#stream.write(`\r\u001b[K${text.slice(0, cells)}`);
    this.#isDrawn = true;
  }

  /** Takes the line away, so that the report stands alone. */
  clear(): void {
    if (this.#isDrawn) this.#stream.write('\r\u001b[K');
    this.#isDrawn = false;
  }
}

/** `▕██████    ▏ 6 s of 10 s  98,123/s  p50 412 µs  p99 1.2 ms  0 errors  50 in flight`. */
export function progressText(tick: Tick, label: string): string {
  const parts = [
    `${label}${tick.progress === null ? '' : `${bar(tick.progress)} `}${elapsedText(tick)}`,
    `${formatRate(tick.answeredInInterval)}/s`,
    `p50 ${latencyText(tick.p50Us)}`,
    // A second of a slow load can't carry a p99, but it always has a slowest request.
    tick.p99Us === null ? `max ${latencyText(tick.maxUs)}` : `p99 ${latencyText(tick.p99Us)}`,
    `${formatCount(tick.failed)} errors`,
    `${formatCount(tick.inFlight)} in flight`,
  ];
  return parts.join('  ');
}

function latencyText(us: number | null): string {
  return us === null ? noNumber : formatLatency(us);
}

function elapsedText({ elapsedMs, lengthMs, isWarmup }: Tick): string {
  const rounded = formatDuration(Math.min(Math.round(elapsedMs / 1000) * 1000, lengthMs ?? Infinity));
  const elapsed = isWarmup ? `warming up ${rounded}` : rounded;
  return lengthMs === null ? elapsed : `${elapsed} of ${formatDuration(lengthMs)}`;
}

function bar(progress: number): string {
  const full = Math.round(progress * barCells);
  return `▕${'█'.repeat(full)}${' '.repeat(barCells - full)}▏`;
}
