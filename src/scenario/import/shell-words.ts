import type { Problem } from '../../base/errors.ts';
import { variable } from './marked-text.ts';

/** A command of a shell script: its words, and the line that it begins in. */
export type ShellCommand = { readonly line: number; readonly words: readonly string[] };

type Reading = { readonly commands: readonly ShellCommand[]; readonly problems: readonly Problem[] };

/**
 * Splits a script as sh and bash do: quotes, `$'…'`, escapes, continued lines, comments, and what stands between
 * commands. Variables become marked ones. What would run another command is a problem, for nothing is run.
 */
export function readShellWords(text: string, name: string): Reading {
  const reader = new ShellReader(text.replaceAll(/\r\n?/g, '\n'), name);
  reader.read();
  return reader;
}

const ansiEscapes: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001B',
  E: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

class ShellReader {
  readonly commands: ShellCommand[] = [];
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #name: string;
  #at = 0;
  #line = 1;
  #words: string[] = [];
  #wordsLine = 1;
  /** null between words. */
  #word: string | null = null;
  #skipsWord = false;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  read(): void {
    while (this.#at < this.#text.length) this.#readOne();
    this.#endCommand();
  }

  #readOne(): void {
    const letter = this.#take();
    if (letter === '\n' || letter === ';' || letter === '|') this.#endCommand();
    else if (letter === ' ' || letter === '\t') this.#endWord();
    else if (letter === '#' && this.#word === null) this.#takeUntil('\n', false);
    else if (letter === '&') this.#ampersand();
    else if (letter === '<' || letter === '>') this.#redirection();
    else if (letter === '\\') this.#escape();
    else if (letter === "'") this.#add(this.#takeUntil("'"));
    else if (letter === '"') this.#readDoubleQuoted();
    else if (letter === '`') this.#substitution('`');
    else if (letter === '$') this.#dollar();
    else this.#add(letter);
  }

  #take(): string {
    const letter = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (letter === '\n') this.#line += 1;
    return letter;
  }

  #add(text: string): void {
    if (this.#words.length === 0 && this.#word === null) this.#wordsLine = this.#line;
    this.#word = (this.#word ?? '') + text;
  }

  #endWord(): void {
    if (this.#word !== null && !this.#skipsWord) this.#words.push(this.#word);
    if (this.#word !== null) this.#skipsWord = false;
    this.#word = null;
  }

  #endCommand(): void {
    this.#endWord();
    this.#skipsWord = false;
    if (this.#words.length > 0) this.commands.push({ line: this.#wordsLine, words: this.#words });
    this.#words = [];
  }

  /** `&>file` is a redirection, everything else ends the command. */
  #ampersand(): void {
    if (this.#text[this.#at] === '>') this.#redirection();
    else this.#endCommand();
  }

  /** The word that follows is a file, and the number before belongs to it. */
  #redirection(): void {
    if (/^\d$/.test(this.#word ?? '')) this.#word = null;
    this.#endWord();
    while (/[<>&|]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    this.#skipsWord = true;
  }

  #escape(): void {
    const letter = this.#take();
    // An escaped line break is none.
    if (letter !== '\n') this.#add(letter);
  }

  #readDoubleQuoted(): void {
    this.#add('');
    while (this.#at < this.#text.length) {
      const letter = this.#take();
      if (letter === '"') return;
      if (letter === '\\' && /["$`\\\n]/.test(this.#text[this.#at] ?? '')) this.#escape();
      else if (letter === '$') this.#dollar(true);
      else if (letter === '`') this.#substitution('`');
      else this.#add(letter);
    }
    this.#problem('a " is never closed');
  }

  #dollar(isQuoted = false): void {
    const rest = this.#text.slice(this.#at, this.#at + 200);
    const [name] = /^[A-Za-z_]\w*/.exec(rest) ?? [];
    const [braced, inner, fallback] = /^\{([A-Za-z_]\w*)(?::?-([^{}$"'`\n]*))?\}/.exec(rest) ?? [];
    if (name !== undefined) this.#addVariable(name.length, name, null);
    else if (inner !== undefined) this.#addVariable(braced?.length ?? 0, inner, fallback ?? null);
    else if (rest.startsWith('(')) this.#substitution(')');
    else if (rest.startsWith("'") && !isQuoted) this.#readAnsiQuoted();
    else if (!rest.startsWith('"') || isQuoted) this.#add('$');
  }

  #addVariable(length: number, name: string, fallback: string | null): void {
    this.#at += length;
    this.#add(variable(name, fallback));
  }

  /** `$'…'`, as browsers copy what plain quotes can't hold. */
  #readAnsiQuoted(): void {
    this.#at += 1;
    this.#add('');
    while (this.#at < this.#text.length) {
      const letter = this.#take();
      if (letter === "'") return;
      this.#add(letter === '\\' ? this.#ansiEscape() : letter);
    }
    this.#problem("a ' is never closed");
  }

  #ansiEscape(): string {
    const rest = this.#text.slice(this.#at, this.#at + 9);
    const [code, hex, octal] =
      /^(?:x([\dA-Fa-f]{1,2})|u[\dA-Fa-f]{1,4}|U[\dA-Fa-f]{1,8}|([0-7]{1,3}))/.exec(rest) ?? [];
    if (code === undefined) {
      const letter = this.#take();
      return ansiEscapes[letter] ?? (/[\\'"?]/.test(letter) ? letter : `\\${letter}`);
    }
    this.#at += code.length;
    const point = octal === undefined ? Number.parseInt(hex ?? code.slice(1), 16) : Number.parseInt(octal, 8);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
  }

  #substitution(end: string): void {
    this.#problem(
      'the output of another command is asked for: nothing is run here; put the text itself there',
    );
    this.#add('');
    this.#takeUntil(end);
  }

  /** Up to the given letter, which is taken too. */
  #takeUntil(end: string, mustEnd = true): string {
    const found = this.#text.indexOf(end, this.#at);
    if (found < 0 && mustEnd) this.#problem(`a ${end} is never closed`);
    const until = found < 0 ? this.#text.length : found;
    const taken = this.#text.slice(this.#at, until);
    this.#line += taken.split('\n').length - 1;
    this.#at = mustEnd ? until + 1 : until;
    return taken;
  }

  #problem(message: string): void {
    this.problems.push({ message: `${this.#name}:${this.#line}: ${message}` });
  }
}
