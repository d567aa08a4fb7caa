import { cursorUp, eraseDown, eraseEndLine, synchronizedOutput } from 'ansi-escapes';
import { displayWidth } from '../../base/fit.ts';
import type { WindowSize } from './window-size.ts';

/**
 * Lines at the end of what a terminal shows, drawn over themselves. The cursor stays below them and is never hidden, so
 * that a process can end at any moment, by SIGKILL too, and leave a terminal that works.
 */
export class Drawing {
  readonly #write: (text: string) => void;
  #lines: readonly string[] = [];
  #columns = 0;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  get isDrawn(): boolean {
    return this.#lines.length > 0;
  }

  /** Each line is narrower than the window, and there are fewer than it has rows. */
  draw(lines: readonly string[], { columns }: Pick<WindowSize, 'columns'>): void {
    const isPatch = this.#lines.length === lines.length && this.#columns === columns;
    const text = isPatch ? patch(this.#lines, lines) : `${this.#erasing(columns)}${lines.join('\n')}\n`;
    if (text !== '') this.#write(synchronizedOutput(text));
    this.#lines = lines;
    this.#columns = columns;
  }

  /** Leaves the cursor where the first line was. */
  clear({ columns }: Pick<WindowSize, 'columns'>): void {
    if (this.isDrawn) this.#write(this.#erasing(columns));
    this.leave();
  }

  /** What was drawn stays as it is: the cursor is elsewhere now. */
  leave(): void {
    this.#lines = [];
  }

  #erasing(columns: number): string {
    if (!this.isDrawn) return '';
    // Terminals break lines anew that have become too long for them.
    const rows = this.#lines.map((line) => Math.max(1, Math.ceil(displayWidth(line) / columns)));
    return `${cursorUp(rows.reduce((sum, each) => sum + each))}\r${eraseDown}`;
  }
}

/** Writes the lines that differ over those before; nothing where none do. */
function patch(before: readonly string[], lines: readonly string[]): string {
  const first = lines.findIndex((line, index) => line !== before[index]);
  if (first === -1) return '';
  const parts = lines.map((line, index) => (line === before[index] ? '' : `${line}${eraseEndLine}`));
  return `${cursorUp(lines.length - first)}\r${parts.slice(first).join('\n')}\n`;
}
