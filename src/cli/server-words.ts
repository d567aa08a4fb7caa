import type { Problem } from '../base/errors.ts';
import type { LiveView } from '../live/live-view.ts';
import { type ServerCommand, serverOfWords } from '../scenario/server-command.ts';
import type { Flag } from './flag.ts';
import { forRunner } from './github-log.ts';
import { note } from './terminal.ts';

export type SplitLine = {
  /** What is before `--`. */
  readonly own: readonly string[];
  /** The server under test, of what follows; null without it. */
  readonly server: ServerCommand | null;
  readonly problems: readonly Problem[];
};

/** Takes the command of the server under test off a command line, whose flags are its own. */
export function splitServer(args: readonly string[]): SplitLine {
  const at = args.indexOf('--');
  if (at === -1) return { own: args, server: null, problems: [] };
  const own = args.slice(0, at);
  const words = args.slice(at + 1);
  const hint = 'the server to start and to measure stands there: -- node server.js';
  const [program] = words;
  if (program !== undefined && program !== '') return { own, server: serverOfWords(words), problems: [] };
  const message = program === undefined ? 'nothing follows --' : 'the program after -- is empty';
  return { own, server: null, problems: [{ message, hint }] };
}

export type ServerDraft = { showsOutput: boolean };

export function emptyServerDraft(): ServerDraft {
  return { showsOutput: false };
}

export const serverFlags: readonly Flag<ServerDraft>[] = [
  {
    name: 'serve-output',
    group: 'Server under test, after --:',
    value: null,
    describe: 'Show what it writes, on stderr',
    read: (draft) => void (draft.showsOutput = true),
  },
];

/** What is done with each line of the server: shown above what shows the run, or nothing. */
export function showLines(
  { showsOutput }: ServerDraft,
  views: Pick<LiveView, 'clear'> | null = null,
): ((line: string) => void) | undefined {
  if (!showsOutput) return undefined;
  return (line) => {
    views?.clear();
    process.stderr.write(forRunner(`server: ${line}\n`, 2));
  };
}

/** What is waited for when a server takes a while, told unless nobody wants to hear of it. */
export function tellWaiting(isQuiet: boolean): ((what: string) => void) | undefined {
  return isQuiet ? undefined : note;
}
