import parser from 'yargs-parser';
import type { Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { type BoundFlag, flagLabel } from './flag.ts';

export type ParsedLine = {
  /** Words that are not flags, the command's own name left out. */
  readonly words: readonly string[];
  readonly wantsHelp: boolean;
  readonly problems: readonly Problem[];
};

type Parsed = { readonly argv: Readonly<Record<string, unknown>>; readonly problems: Problem[] };

/** Reads the arguments into the flags' drafts, and finds everything that is wrong with them at once. */
export function parseLine(args: readonly string[], flags: readonly BoundFlag[]): ParsedLine {
  const { argv, problems } = parseFlags(args, flags);
  problems.push(...unknownFlags(argv, flags), ...stray(argv));
  for (const flag of flags) problems.push(...takeFlag(flag, argv[flag.name]));
  const words = textsOf(argv['_']);
  return { words, wantsHelp: argv['help'] === true, problems };
}

function parseFlags(args: readonly string[], flags: readonly BoundFlag[]): Parsed {
  const valued = flags.filter(({ value }) => value !== null).map(({ name }) => name);
  const switches = flags.filter(({ value }) => value === null).map(({ name }) => name);
  const { argv, error } = parser.detailed([...args], {
    string: valued,
    boolean: [...switches, 'help'],
    alias: { ...Object.fromEntries(flags.map(({ name, alias }) => [name, alias ?? []])), help: 'h' },
    narg: Object.fromEntries(valued.map((name) => [name, 1])),
    configuration: {
      'camel-case-expansion': false,
      'boolean-negation': false,
      'dot-notation': false,
      // A body may well start with two dashes.
      'nargs-eats-options': true,
      'parse-positional-numbers': false,
      'populate--': true,
    },
  });
  if (error === null) return { argv, problems: [] };
  // Only the last argument can lack its value, and without it the rest still tells what else is wrong.
  const problem = { message: `${args.at(-1)} needs a value`, hint: 'see --help for all flags' };
  const rest = parseFlags(args.slice(0, -1), flags);
  return { argv: rest.argv, problems: [problem, ...rest.problems] };
}

function unknownFlags(argv: Parsed['argv'], flags: readonly BoundFlag[]): Problem[] {
  const known = new Set(['_', '--', '$0', 'help', 'h']);
  for (const { name, alias } of flags) known.add(name).add(alias ?? name);
  const names = [...flags.map(({ name }) => name), 'help'];
  return Object.keys(argv)
    .filter((key) => !known.has(key))
    .map((key) => {
      const near = key.length > 1 ? suggest(key, names) : undefined;
      const hint = near === undefined ? 'see --help for all flags' : `did you mean --${near}?`;
      return { message: `unknown flag ${key.length === 1 ? '-' : '--'}${key}`, hint };
    });
}

function stray(argv: Parsed['argv']): Problem[] {
  const after = textsOf(argv['--']);
  if (after.length === 0) return [];
  return [{ message: `nothing may follow --, got ${after.join(' ')}`, hint: 'leave it out' }];
}

function takeFlag(flag: BoundFlag, given: unknown): Problem[] {
  if (given === undefined || given === false) return [];
  const label = flagLabel(flag);
  if (flag.value === null) {
    flag.take('');
    return [];
  }
  const texts = textsOf(given);
  if (texts.length > 1 && flag.isRepeatable !== true) {
    return [{ message: `${label} is given ${texts.length} times`, hint: 'give it once' }];
  }
  return texts.flatMap((text) => {
    const wrong = flag.take(text);
    return wrong === undefined ? [] : [{ message: `${label}: ${wrong}` }];
  });
}

/** What the parser gives for one value, several or none. */
function textsOf(given: unknown): string[] {
  if (given === undefined) return [];
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  return values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
}
