import yargs, { type Argv } from 'yargs';
import type { Problem } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { type BoundFlag, flagLabel } from './flag.ts';

export type ParsedLine = {
  /** Words that are not flags, the command's own name left out. */
  readonly words: readonly string[];
  readonly wantsHelp: boolean;
  readonly problems: readonly Problem[];
};

/** Reads the arguments into the flags' drafts, and finds everything that is wrong with them at once. */
export function parseLine(args: readonly string[], flags: readonly BoundFlag[]): ParsedLine {
  const { argv, problems } = parseComplete(args, flags);
  problems.push(...unknownFlags(argv, flags), ...stray(argv));
  for (const flag of flags) problems.push(...takeFlag(flag, argv[flag.name]));
  const words = textsOf(argv['_']);
  return { words, wantsHelp: argv['help'] === true, problems };
}

/** The help text: usage, flags by group, examples. */
export async function helpText(
  usage: string,
  flags: readonly BoundFlag[],
  examples: readonly (readonly [string, string])[],
): Promise<string> {
  let line = parser(flags)
    .usage(usage)
    .wrap(Math.min(100, process.stdout.columns ?? 80));
  for (const [command, meaning] of examples) line = line.example(command, meaning);
  return `${await line.getHelp()}\n`;
}

/** Only the last argument can lack its value, and without it the rest still tells what else is wrong. */
function parseComplete(
  args: readonly string[],
  flags: readonly BoundFlag[],
): { argv: Record<string, unknown>; problems: Problem[] } {
  try {
    return { argv: parser(flags).parseSync([...args]), problems: [] };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'YError') throw error;
    const problem = { message: `${args.at(-1)} needs a value`, hint: 'see --help for all flags' };
    return { argv: parser(flags).parseSync(args.slice(0, -1)), problems: [problem] };
  }
}

function parser(flags: readonly BoundFlag[]): Argv {
  const line = yargs()
    .scriptName('inrush')
    // In the user's language yargs would translate its own few words and leave ours.
    .locale('en')
    .version(false)
    .help(false)
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail(false)
    .parserConfiguration({
      'camel-case-expansion': false,
      'boolean-negation': false,
      'dot-notation': false,
      // A body may well start with two dashes.
      'nargs-eats-options': true,
      'parse-positional-numbers': false,
      'populate--': true,
    });
  for (const { name, alias, group, describe, value } of flags) {
    line.option(name, {
      ...(alias === undefined ? {} : { alias }),
      group,
      describe: value === null ? describe : `${value}  ${describe}`,
      ...(value === null ? { boolean: true } : { string: true, nargs: 1 }),
    });
  }
  return line.option('help', { alias: 'h', boolean: true, describe: 'Show this', group: 'Report:' });
}

function unknownFlags(argv: Record<string, unknown>, flags: readonly BoundFlag[]): Problem[] {
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

function stray(argv: Record<string, unknown>): Problem[] {
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
