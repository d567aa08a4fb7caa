import type { FlagEntry } from './flag.ts';
import { exitCode } from './exit-code.ts';
import type { Manual } from './manual.ts';
import { helpFlag, spellings } from './value-completion.ts';

const exitMeanings: Readonly<Record<keyof typeof exitCode, string>> = {
  done: 'Done. All gates passed, if there were any.',
  bug: 'A bug in inrush. Please report it.',
  usage: 'The command line, or a file that it names, is wrong. Nothing was sent.',
  cannotRun:
    'It could not run: nothing answered, or every answer was an error; a report could not be written.',
  invalid: "A gate was asked for, but the numbers can't be trusted.",
  inconclusive: "A gate is inconclusive, and --inconclusive isn't pass.",
  gateFailed: 'A gate failed.',
  interrupted: 'Ended by Ctrl-C. What was measured is reported as partial.',
  terminated: 'Ended by SIGTERM. What was measured is reported as partial.',
};

/** inrush(1) in roff's man macros, from the same tables as the help; without a date, so that it changes only with them. */
export function manPage(manuals: readonly Manual[], version: string): string {
  return [
    String.raw`.\" Made by man/generate.js from the tables of the command line.`,
    `.TH INRUSH 1 "" "inrush ${version}" "User Commands"`,
    '.SH NAME',
    String.raw`inrush \- HTTP load testing with numbers you can trust`,
    '.SH SYNOPSIS',
    ...verbatim(manuals[0]?.usage ?? ''),
    ...manuals.flatMap(section),
    '.SH EXIT STATUS',
    ...Object.entries(exitMeanings).flatMap(([name, meaning]) =>
      tagged(String(Object.entries(exitCode).find(([key]) => key === name)?.[1]), meaning),
    ),
    '.SH ENVIRONMENT',
    ...tagged('NO_COLOR', 'When set, reports have no colour.'),
    ...tagged(
      'GITHUB_ACTIONS',
      'When true, the summary of the step gets the report, and the log annotations.',
    ),
    ...tagged('INRUSH_GITHUB', 'When off, neither.'),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function section({ name, usage, flags, examples }: Manual): string[] {
  const groups = new Set([...flags, helpFlag].map(({ group }) => group));
  return [
    `.SH ${roff(name === null ? 'LOAD RUN' : name.toUpperCase())}`,
    ...(name === null ? [] : verbatim(usage)),
    ...[...groups].flatMap((group) => [
      `.SS ${roff(group.replace(/:$/, ''))}`,
      ...[...flags, helpFlag].filter((flag) => flag.group === group).flatMap(flagLines),
    ]),
    '.SS Examples',
    ...examples.flatMap(([command, meaning]) => tagged(command, meaning)),
  ];
}

function flagLines(flag: FlagEntry): string[] {
  return tagged(spellings(flag).join(', ') + (flag.value === null ? '' : ` ${flag.value}`), flag.describe);
}

function tagged(term: string, text: string): string[] {
  return ['.TP', `.B ${roff(term).replaceAll('"', String.raw`\(dq`)}`, roff(text)];
}

function verbatim(text: string): string[] {
  return ['.nf', ...text.split('\n').map(roff), '.fi'];
}

/** Plain ASCII in which nothing is a request or an escape; a hyphen stays one that can be copied. */
function roff(line: string): string {
  const text = line
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll(
      /[^\n -~]/gu,
      (character) =>
        String.raw`\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
  return text.replace(/^[.']/, String.raw`\&$&`);
}
