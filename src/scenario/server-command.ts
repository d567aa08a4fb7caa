/** A server to start for a run: `serve:` of a scenario file, what follows `--`, a side of `inrush ab`. */
export type ServerCommand = {
  /** The program and its arguments, or one line for the shell. */
  readonly command: { readonly kind: 'words'; readonly words: readonly string[] } | ShellLine;
  /** Where it runs [where inrush does; of a scenario file, its folder]. */
  readonly cwd: string | null;
  /** Beside the environment of inrush. */
  readonly env: Readonly<Record<string, string>>;
  /** When it may be sent load: it answers at the target, or it has written a line that holds a text. */
  readonly ready: { readonly kind: 'answers' } | { readonly kind: 'log'; readonly text: string };
  readonly readyTimeoutMs: number;
  /** After SIGTERM, before SIGKILL. */
  readonly stopTimeoutMs: number;
};

export type ShellLine = { readonly kind: 'shell'; readonly line: string };

/** What holds unless something else is said. One that ends before it is ready isn't waited for. */
export const serverDefaults: Omit<ServerCommand, 'command'> = {
  cwd: null,
  env: {},
  ready: { kind: 'answers' },
  readyTimeoutMs: 60_000,
  stopTimeoutMs: 5000,
};

/** Of the words that follow `--`. */
export function serverOfWords(words: readonly string[]): ServerCommand {
  return { ...serverDefaults, command: { kind: 'words', words } };
}

/** Of one line for the shell. */
export function serverOfLine(line: string): ServerCommand {
  return { ...serverDefaults, command: { kind: 'shell', line } };
}
