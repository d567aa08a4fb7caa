import { fstatSync } from 'node:fs';
import { type Syntax, withoutCommands } from '../report/workflow-commands.ts';

/** Formats in which an escape says the same; a space is put into all others. */
const syntaxes: Readonly<Record<string, Syntax>> = {
  json: 'json',
  gitlab: 'json',
  benchmark: 'json',
  'benchmark-bigger': 'json',
  junit: 'xml',
};

/** Whether GitHub's runner reads what this process prints, and nobody has switched that off (`INRUSH_GITHUB=off`). */
export function isOnGithub(env: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return env['GITHUB_ACTIONS'] === 'true' && env['INRUSH_GITHUB'] !== 'off';
}

/**
 * Text for stdout (1) or stderr (2) without what GitHub's runner would take for commands, as a target may have written into
 * it; unchanged anywhere else, and where a shell sends the stream to a file, which no runner reads. Commands are commands even
 * with `INRUSH_GITHUB=off`.
 */
export function forRunner(
  text: string,
  descriptor: 1 | 2,
  format = 'text',
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (env['GITHUB_ACTIONS'] !== 'true' || isFile(descriptor)) return text;
  return withoutCommands(text, syntaxes[format] ?? 'plain');
}

function isFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile();
  } catch {
    // A closed stream is read by nobody.
    return true;
  }
}
