import xterm from '@xterm/headless';

export type ScreenSize = { readonly columns: number; readonly rows: number };

/** What a person sees who looks at a terminal: an xterm without a window. */
export class Screen {
  readonly #terminal: xterm.Terminal;

  constructor({ columns, rows }: ScreenSize) {
    // A terminal's line discipline does that for programs.
    const options = { convertEol: true, allowProposedApi: true };
    this.#terminal = new xterm.Terminal({ cols: columns, rows, ...options });
  }

  write(text: string): void {
    this.#terminal.write(text);
  }

  /** As a terminal does when its window changes: lines that became too long are broken anew. */
  async resize({ columns, rows }: ScreenSize): Promise<void> {
    await this.#settle();
    this.#terminal.resize(columns, rows);
  }

  /** All lines, also those that have left the window, without the empty ones at the end. */
  async lines(): Promise<string[]> {
    await this.#settle();
    const { active } = this.#terminal.buffer;
    const lines = Array.from(
      { length: active.length },
      (_, row) => active.getLine(row)?.translateToString(true).trimEnd() ?? '',
    );
    return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  }

  /** Lines that have left the window. */
  async scrolledOut(): Promise<number> {
    await this.#settle();
    return this.#terminal.buffer.active.baseY;
  }

  /** Where the next text would appear; `row` counts from the first of all lines. */
  async cursor(): Promise<{ readonly column: number; readonly row: number }> {
    await this.#settle();
    const { active } = this.#terminal.buffer;
    return { column: active.cursorX, row: active.baseY + active.cursorY };
  }

  /** What was written is read some time later. */
  #settle(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }
}
