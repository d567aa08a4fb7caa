import { clip } from '../../base/fit.ts';
import { windowSize } from './window-size.ts';

type LineStream = {
  write(text: string): unknown;
  readonly columns?: number;
  readonly rows?: number;
};

/** One line that is drawn over itself, for what takes a while and isn't load; nothing where nobody looks. */
export class StatusLine {
  readonly #stream: LineStream;
  readonly #isShown: boolean;
  #isDrawn = false;

  constructor(stream: LineStream, isShown: boolean) {
    this.#stream = stream;
    this.#isShown = isShown;
  }

  draw(text: string): void {
    if (!this.#isShown) return;
    this.#stream.write(`\r\u001b[K${clip(text, windowSize(this.#stream).columns - 1)}`);
    this.#isDrawn = true;
  }

  clear(): void {
    if (this.#isDrawn) this.#stream.write('\r\u001b[K');
    this.#isDrawn = false;
  }
}
