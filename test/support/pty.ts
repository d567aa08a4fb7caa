import { execFileSync, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { childrenOf, cliPath, type CliOptions, type RunningCli, startProcess } from './built-cli.ts';
import { Screen, type ScreenSize } from './screen.ts';

/** Whether util-linux' `script` is there, which gives a process a terminal. */
export const hasScript: boolean =
  spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;

/** The built command line on a terminal of its own; `args` are in the shell's syntax. */
export function startOnTerminal(args: string, size: ScreenSize, options: CliOptions = {}): CliOnTerminal {
  const start = `stty cols ${size.columns} rows ${size.rows}; exec "${process.execPath}" "${cliPath}" ${args}`;
  const env = { TERM: 'xterm-256color', ...options.env };
  return new CliOnTerminal(startProcess('script', ['-qec', start, '/dev/null'], { ...options, env }), size);
}

export class CliOnTerminal {
  readonly #script: RunningCli;
  readonly #screen: Screen;
  #readTo = 0;

  constructor(script: RunningCli, size: ScreenSize) {
    this.#script = script;
    this.#screen = new Screen(size);
  }

  /** Of `inrush` itself. */
  get pid(): number {
    return this.#script.childPids()[0] ?? NaN;
  }

  get workerPids(): number[] {
    return childrenOf(this.pid);
  }

  /** All that was written to the terminal so far. */
  get written(): string {
    return this.#script.stdout;
  }

  /** As when a person drags the window. */
  async resize(size: ScreenSize): Promise<void> {
    const path = readlinkSync(`/proc/${this.pid}/fd/2`);
    this.#read();
    await this.#screen.resize(size);
    execFileSync('stty', ['-F', path, 'cols', String(size.columns), 'rows', String(size.rows)]);
  }

  /** What a person sees, also by scrolling back. */
  lines(): Promise<string[]> {
    this.#read();
    return this.#screen.lines();
  }

  /** How it ended, and what is on the screen then. */
  async end(): Promise<{ exitCode: number | null; lines: string[]; column: number }> {
    const { exitCode } = await this.#script.outcome();
    const lines = await this.lines();
    return { exitCode, lines, column: (await this.#screen.cursor()).column };
  }

  #read(): void {
    const { written } = this;
    this.#screen.write(written.slice(this.#readTo));
    this.#readTo = written.length;
  }
}
