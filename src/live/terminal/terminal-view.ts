import { printable } from '../../base/fit.ts';
import type { Palette } from '../../report/palette.ts';
import type { Tick } from '../../run/tick.ts';
import type { Result } from '../../summary/result.ts';
import type { LiveView } from '../live-view.ts';
import { Drawing } from './drawing.ts';
import { frame } from './frame.ts';
import { type Seconds, withSecond } from './seconds.ts';
import { windowSize } from './window-size.ts';
import { WriteWatch, type WatchedStream } from './write-watch.ts';

/** A terminal: what may be known of a `tty.WriteStream`, so that tests can have their own. */
export type TerminalStream = WatchedStream & {
  readonly columns?: number;
  readonly rows?: number;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
};

export type TerminalViewOptions = {
  readonly palette: Palette;
  /** Other streams that show on the same terminal, such as stdout beside stderr. */
  readonly alongside?: readonly WatchedStream[];
  /** Calls back once, after a moment that keeps frames to 10 a second; it holds up no end of the process. */
  readonly soon?: (callback: () => void) => void;
};

const betweenFramesMs = 100;

/** A few lines at the end of what a terminal shows, drawn over themselves, and gone when the report comes. */
export class TerminalView implements LiveView {
  readonly #stream: TerminalStream;
  readonly #options: TerminalViewOptions;
  readonly #write: (text: string) => void;
  readonly #soon: (callback: () => void) => void;
  readonly #drawing: Drawing;
  #watch: WriteWatch | null = null;
  #label = '';
  /** It has another name than the last one, and may take as long. */
  #isNextRun = false;
  #tick: Tick | null = null;
  #snapshot: Result | null = null;
  #seconds: Seconds = [];
  #isAwaited = false;
  /** Somebody else's line has no end yet. */
  #isWithinLine = false;

  constructor(stream: TerminalStream, options: TerminalViewOptions) {
    this.#stream = stream;
    this.#options = options;
    const { write } = stream;
    this.#write = (text) => void write.call(stream, text);
    this.#soon = options.soon ?? ((callback) => void setTimeout(callback, betweenFramesMs).unref());
    this.#drawing = new Drawing((text) => this.#write(text));
  }

  setLabel(label: string): void {
    const shown = printable(label);
    this.#isNextRun ||= shown !== this.#label;
    this.#label = shown;
  }

  onTick(tick: Tick): void {
    this.#begin();
    const isNewRun = this.#tick !== null && (this.#isNextRun || tick.elapsedMs < this.#tick.elapsedMs);
    this.#isNextRun = false;
    if (isNewRun) this.#snapshot = null;
    this.#seconds = withSecond(this.#seconds, tick, isNewRun);
    this.#tick = tick;
    // Its snapshot comes in the same turn, where there is one.
    queueMicrotask(() => this.#draw());
  }

  onSnapshot(snapshot: Result): void {
    this.#snapshot = snapshot;
  }

  clear(): void {
    if (this.#drawing.isDrawn) this.#drawing.clear(windowSize(this.#stream));
  }

  /** Gives the terminal and the streams back as they were. May be called more than once; a later tick begins anew. */
  close(): void {
    this.clear();
    this.#tick = null;
    this.#seconds = [];
    this.#watch?.end();
    this.#watch = null;
    this.#stream.off('resize', this.#onResize);
    process.off('SIGCONT', this.#onContinued);
    process.off('exit', this.#onEnd);
    process.off('uncaughtExceptionMonitor', this.#onEnd);
  }

  #begin(): void {
    if (this.#watch !== null) return;
    this.#watch = new WriteWatch([this.#stream, ...(this.#options.alongside ?? [])], this.#onForeign);
    this.#stream.on('resize', this.#onResize);
    process.on('SIGCONT', this.#onContinued);
    // Whichever way the process ends, nothing stays behind.
    process.on('exit', this.#onEnd);
    process.on('uncaughtExceptionMonitor', this.#onEnd);
  }

  #draw(): void {
    if (this.#tick === null) return;
    const size = windowSize(this.#stream);
    if (this.#isWithinLine) this.#write('\n');
    this.#isWithinLine = false;
    const shown = {
      label: this.#label,
      tick: this.#tick,
      snapshot: this.#snapshot,
      seconds: this.#seconds,
    };
    this.#drawing.draw(frame(shown, size, this.#options.palette), size);
  }

  #drawSoon(): void {
    if (this.#isAwaited) return;
    this.#isAwaited = true;
    this.#soon(() => {
      this.#isAwaited = false;
      this.#draw();
    });
  }

  readonly #onForeign = (text: string): void => {
    if (text === '') return;
    this.clear();
    this.#isWithinLine = !text.endsWith('\n');
    this.#drawSoon();
  };

  readonly #onResize = (): void => {
    this.clear();
    this.#drawSoon();
  };

  /** A shell has had the terminal meanwhile. */
  readonly #onContinued = (): void => {
    this.#drawing.leave();
    this.#drawSoon();
  };

  readonly #onEnd = (): void => this.close();
}
