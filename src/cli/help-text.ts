import yargs from 'yargs';
import type { FlagEntry } from './flag.ts';

/** The help of a command: usage, flags by group, examples. Its own file, as yargs is slow to load. */
export async function helpText(
  usage: string,
  flags: readonly FlagEntry[],
  examples: readonly (readonly [string, string])[],
): Promise<string> {
  const help = yargs()
    .scriptName('inrush')
    // In the user's language yargs would translate its own few words and leave ours.
    .locale('en')
    .version(false)
    .help(false)
    .usage(usage)
    .wrap(Math.min(100, process.stdout.columns ?? 80));
  for (const { name, alias, group, describe, value } of flags) {
    help.option(name, {
      ...(alias === undefined ? {} : { alias }),
      group,
      describe: value === null ? describe : `${value}  ${describe}`,
    });
  }
  help.option('help', { alias: 'h', describe: 'Show this', group: 'Report:' });
  for (const [command, meaning] of examples) help.example(command, meaning);
  // A name of one letter that isn't the short form of another: yargs would print it with one dash.
  const text = (await help.getHelp()).replaceAll(/^ {2}-(\w) {6}/gm, '      --$1 ');
  return `${text}\n`;
}
