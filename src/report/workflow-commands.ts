import { printable } from '../base/fit.ts';

/** What GitHub's runner shows beside a run, by how bad it is. */
export type AnnotationLevel = 'error' | 'warning' | 'notice';

export type CommandProperties = {
  readonly title: string;
  /** Of the repository, with `/`. */
  readonly file?: string;
  readonly line?: number;
};

/**
 * A line that GitHub's runner takes for an annotation, on stdout as on stderr. Escaped as the runner undoes it (ActionCommand.cs):
 * `%`, CR and LF everywhere, `:` and `,` in properties too.
 */
export function annotationLine(
  level: AnnotationLevel,
  { title, file, line }: CommandProperties,
  message: string,
): string {
  const properties = [
    ...(file === undefined ? [] : [`file=${property(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${property(printable(title))}`,
  ];
  return `::${level} ${properties.join(',')}::${data(printable(message))}\n`;
}

export type Syntax = 'json' | 'xml' | 'plain';

// A command begins a line, blanks aside, with two colons, or stands anywhere after `##[`: so ActionCommand.cs reads it.
// Its blanks are Unicode's, U+0085 among them, and lines end at CR, too.
const commandStart = /^((?:[^\S\r\n]|\u0085)*):(?=:)/gm;
const oldCommandStart = /##(?=\[)/g;

const replacements: Readonly<Record<Syntax, readonly [colon: string, hash: string]>> = {
  json: [':', String.raw`#\u0023`],
  xml: ['&#58;', '#&#35;'],
  plain: [': ', '## '],
};

/**
 * Text for a log that GitHub's runner reads, with nothing in it that the runner takes for a command. In JSON and XML it stays the same
 * document; elsewhere a space stands inside what would have begun a command.
 */
export function withoutCommands(text: string, syntax: Syntax): string {
  const [colon, hash] = replacements[syntax];
  return text.replaceAll(commandStart, `$1${colon}`).replaceAll(oldCommandStart, hash);
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
