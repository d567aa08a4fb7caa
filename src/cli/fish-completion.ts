import { commandNames, commandSummaries } from './command-names.ts';
import type { FlagEntry } from './flag.ts';
import type { Manual } from './manual.ts';
import { helpFlag, valueCompletion } from './value-completion.ts';

/** A script for fish 3 and newer. */
export function fishCompletion(manuals: readonly Manual[]): string {
  const commands = Object.entries(commandSummaries).map(
    ([name, summary]) =>
      `complete -c inrush -n __fish_use_subcommand -a ${quoted(name)} -d ${quoted(summary)}`,
  );
  return `# fish completion for inrush, made by: inrush completion fish

# Files behind a prefix such as json= or @.
function __inrush_files
    set -l prefix $argv[1]
    set -l typed (string sub -s (math (string length -- $prefix) + 1) -- (commandline -ct))
    for file in $typed*
        echo $prefix$file
    end
end

function __inrush_format
    set -l token (commandline -ct)
    if string match -q -- '*=*' $token
        __inrush_files (string replace -r -- '=.*' '=' $token)
    else
        printf '%s\\n' $argv
    end
end

function __inrush_body
    string match -q -- '@*' (commandline -ct); and __inrush_files @
end

complete -c inrush -f
${[...commands, ...manuals.flatMap(manualLines)].join('\n')}
`;
}

function manualLines({ name, flags, wordsAre }: Manual): string[] {
  const condition =
    name === null
      ? `not __fish_seen_subcommand_from ${commandNames.join(' ')}`
      : `__fish_seen_subcommand_from ${name}`;
  const start = `complete -c inrush -n ${quoted(condition)}`;
  const words =
    wordsAre === 'files'
      ? [`${start} -F`]
      : wordsAre === null || wordsAre.length === 0
        ? []
        : [`${start} -a ${quoted(wordsAre.join(' '))}`];
  return [...words, ...[...flags, helpFlag].map((flag) => `${start} ${flagOptions(flag)}`)];
}

function flagOptions(flag: FlagEntry): string {
  const alias = flag.alias === undefined ? '' : `-s ${flag.alias} `;
  return `${alias}-l ${flag.name}${valueOptions(flag)} -d ${quoted(flag.describe)}`;
}

function valueOptions(flag: FlagEntry): string {
  const completion = valueCompletion(flag);
  switch (completion?.kind) {
    case undefined:
      return '';
    case 'files':
      return completion.after === '' ? ' -r -F' : ` -x -a '(__inrush_body)'`;
    case 'words': {
      const words = completion.words.join(' ');
      return ` -x -a ${quoted(completion.thenFile ? `(__inrush_format ${words})` : words)}`;
    }
    default:
      return ' -x';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
}
