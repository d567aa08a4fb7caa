import type { Problem } from '../base/errors.ts';
import type { Shape } from '../scenario/input-problems.ts';
import { type ServerCommand, serverOfLine, serverOfWords } from '../scenario/server-command.ts';

/** The server under test, as a program names it: a line for the shell, or a program and its arguments. */
export type ServeOption = string | readonly string[];

/** What is wrong with it is told by {@link readServe}. */
export const serveShape: Shape = { expected: 'a command', accepts: () => true };

/** `command` is null where there is none, or where it is wrong. */
export function readServe(given: ServeOption | undefined): {
  readonly command: ServerCommand | null;
  readonly problems: readonly Problem[];
} {
  if (given === undefined) return { command: null, problems: [] };
  const words: readonly unknown[] = typeof given === 'string' ? [given] : given;
  const isRight = Array.isArray(words) && words.every((word) => typeof word === 'string' && word !== '');
  if (!isRight || words.length === 0) {
    const message = 'serve must be a command: a text for the shell, or a list of a program and its arguments';
    return { command: null, problems: [{ message }] };
  }
  return {
    command: typeof given === 'string' ? serverOfLine(given) : serverOfWords(given),
    problems: [],
  };
}
