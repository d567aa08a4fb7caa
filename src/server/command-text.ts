import type { ServerCommand } from '../scenario/server-command.ts';

/** As a person would type it into a shell. */
export function commandText({ command }: Pick<ServerCommand, 'command'>): string {
  return command.kind === 'shell' ? command.line : command.words.map(quoted).join(' ');
}

const shortLength = 120;

/** For messages: on one line, and harmless to a terminal. */
export function shortCommand(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().replaceAll(/\p{C}/gu, '\ufffd');
  return line.length <= shortLength ? line : `${line.slice(0, shortLength)}…`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
