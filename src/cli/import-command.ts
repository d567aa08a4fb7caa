import { basename } from 'node:path';
import { InrushError, type Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { type ImportFormat, importFormats } from '../scenario/import/imported.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type Flag } from './flag.ts';
import type { Manual } from './manual.ts';
import { note } from './terminal.ts';
import { readText } from './url-sources.ts';
import { showHelp } from './show-help.ts';

type ImportDraft = { everything: boolean };

const importFlags: readonly Flag<ImportDraft>[] = [
  {
    name: 'all',
    group: 'Import:',
    value: null,
    describe: 'Of a HAR also static files, and requests to other hosts than the first',
    read: (draft) => {
      draft.everything = true;
      return undefined;
    },
  },
];

export const importManual: Manual = {
  name: 'import',
  usage: `inrush import ${importFormats.join('|')} FILE
inrush import curl -- COMMAND

Makes a scenario file of commands of curl, a recording of a browser (HAR), a
description of an API (OpenAPI 3, Swagger 2) or a collection of Postman, and
prints it. FILE may be - for stdin. Secrets aren't written down: they become
variables such as \${TOKEN}. Nothing is sent or fetched.`,
  flags: importFlags,
  examples: [
    ['inrush import har shop.har > shop.yaml', 'what a browser has recorded'],
    ['inrush import openapi api.yaml > scenario.yaml', 'each operation once, with sample values'],
    ["inrush import curl -- curl -H 'Accept: text/html' http://127.0.0.1:8080/", 'a command'],
  ],
  wordsAre: importFormats,
};

/** `inrush import FORMAT FILE`: a scenario file on stdout, and what was left out on stderr. */
export async function importCommand(args: readonly string[]): Promise<ExitCode> {
  const draft: ImportDraft = { everything: false };
  const flags = bind(importFlags, draft);
  const end = args.indexOf('--');
  const line = parseLine(end < 0 ? args : args.slice(0, end), flags);
  if (line.wantsHelp) return showHelp(importManual);
  const { format, path, problems } = readWords(line.words, end < 0 ? [] : args.slice(end + 1));
  const found = [...line.problems, ...problems];
  if (format === null || path === null || found.length > 0) throw new InrushError('usage', found);
  const source = await readSource(path, end < 0 ? [] : args.slice(end + 1));
  const { importScenario } = await import('../scenario/import/import-scenario.ts');
  const imported = await importScenario(format, source.text, { ...source, ...draft });
  if (!imported.ok) throw new InrushError('usage', imported.problems);
  process.stdout.write(imported.yaml);
  for (const text of imported.notes) note(text);
  return exitCode.done;
}

type Words = {
  readonly format: ImportFormat | null;
  readonly path: string | null;
  readonly problems: readonly Problem[];
};

function readWords([first, path, ...more]: readonly string[], command: readonly string[]): Words {
  const problems: Problem[] = [];
  const format = importFormats.find((known) => known === first) ?? null;
  if (format === null) problems.push(unknownFormat(first));
  else if (command.length > 0 && format !== 'curl') {
    problems.push({ message: `nothing may follow -- with ${format}`, hint: 'name a file, or - for stdin' });
  } else if (path === undefined && command.length === 0) {
    problems.push({
      message: 'there is no file to import',
      hint: `inrush import ${format} FILE, or - for stdin`,
    });
  }
  const rest = command.length > 0 && path !== undefined ? [path, ...more] : more;
  if (rest.length > 0) problems.push({ message: `one file at a time, got also ${rest.join(' ')}` });
  return { format, path: path ?? '', problems };
}

function unknownFormat(given: string | undefined): Problem {
  const known = `formats are ${importFormats.join(', ')}`;
  if (given === undefined) return { message: 'import of what?', hint: known };
  const near = suggest(given, importFormats);
  return {
    message: `"${given}" is not a format that can be imported`,
    hint: near === undefined ? known : `did you mean ${near}?`,
  };
}

async function readSource(
  path: string,
  command: readonly string[],
): Promise<{ readonly name: string; readonly text: string }> {
  if (command.length > 0) return { name: 'the command', text: command.map(quoted).join(' ') };
  const text = await readText(path);
  if (!text.ok) {
    throw new InrushError('usage', [{ message: text.message, hint: 'name a file, or - for stdin' }]);
  }
  return { name: path === '-' ? 'stdin' : basename(path), text: text.value };
}

/** As a shell would have to be told: the words came from one. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
