import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { codeEndings, dataEndings } from '../scenario/file/file-endings.ts';

const endings: ReadonlySet<string> = new Set([...dataEndings, ...codeEndings]);

/** The scenario file among the words of a command that takes a URL or one; null: it is about URLs. */
export function scenarioIn(args: readonly string[]): string | null {
  const word = args.find((arg) => !arg.startsWith('-') && endings.has(extname(arg)) && !arg.includes('://'));
  return word !== undefined && existsSync(word) ? word : null;
}
