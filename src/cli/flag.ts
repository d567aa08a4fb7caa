import type { Parsed } from '../base/units.ts';

/**
 * One flag of the command line. `read` takes its text into the draft, or answers what is wrong with it; a switch
 * gets ''. `isRepeatable` flags are read once for every time they are given.
 */
export type Flag<Draft> = {
  readonly name: string;
  readonly alias?: string;
  readonly group: string;
  readonly describe: string;
  /** What stands for the value in the help; null for a switch. */
  readonly value: string | null;
  readonly isRepeatable?: boolean;
  /** What a shell completes the value to: words, files, or files after an `@`. */
  readonly completesTo?: readonly string[] | 'files' | '@files';
  readonly read: (draft: Draft, text: string) => string | undefined;
};

/** What can be told of a flag, whatever it is read into. */
export type FlagEntry = Omit<Flag<never>, 'read'>;

/** A flag that knows the draft it is read into. */
export type BoundFlag = FlagEntry & {
  readonly take: (text: string) => string | undefined;
};

export function bind<Draft>(flags: readonly Flag<Draft>[], draft: Draft): readonly BoundFlag[] {
  return flags.map(({ read, ...flag }) => ({ ...flag, take: (text) => read(draft, text) }));
}

/** A reader that parses and, where that worked, assigns. */
export function reading<Draft, T>(
  parse: (text: string) => Parsed<T>,
  assign: (draft: Draft, value: T) => void,
): Flag<Draft>['read'] {
  return (draft, text) => {
    const parsed = parse(text);
    if (!parsed.ok) return parsed.message;
    assign(draft, parsed.value);
    return undefined;
  };
}

export function readChoice<T extends string>(choices: readonly T[]): (text: string) => Parsed<T> {
  return (text) => {
    const value = choices.find((choice) => choice === text);
    if (value !== undefined) return { ok: true, value };
    return { ok: false, message: `"${text}" is not one of ${choices.join(', ')}` };
  };
}

export function readText(text: string): Parsed<string> {
  return text === '' ? { ok: false, message: 'it is empty' } : { ok: true, value: text };
}

/** How a flag is written in messages: `-c/--connections`. */
export function flagLabel({ name, alias }: Pick<BoundFlag, 'name' | 'alias'>): string {
  return alias === undefined ? `--${name}` : `-${alias}/--${name}`;
}
