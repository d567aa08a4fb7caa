import { commandNames, commandSummaries } from './command-names.ts';
import type { FlagEntry } from './flag.ts';
import type { Manual } from './manual.ts';
import { helpFlag, spellings, valueCompletion } from './value-completion.ts';

/** A script for zsh's own completion system, to be found in `fpath` as `_inrush`. */
export function zshCompletion(manuals: readonly Manual[]): string {
  return `#compdef inrush
# zsh completion for inrush, made by: inrush completion zsh

_inrush() {
  local command=''
  if (( CURRENT > 2 )) && [[ \${words[2]} == (${commandNames.join('|')}) ]]; then
    command=\${words[2]}
    shift words
    (( CURRENT-- ))
  fi
  case $command in
${manuals.map(commandCase).join('\n')}
  esac
}

_inrush_commands() {
  local -a commands=(
${Object.entries(commandSummaries)
  .map(([name, summary]) => `    ${quoted(`${name}:${escaped(summary)}`)}`)
  .join('\n')}
  )
  _describe command commands
}

# A format, or a format and a file: json=FILE.
_inrush_format() {
  if compset -P '*='; then _files; else compadd "$@"; fi
}

_inrush_body() {
  if compset -P '@'; then _files; else _message TEXT; fi
}

if [[ $funcstack[1] == _inrush ]]; then _inrush "$@"; else compdef _inrush inrush; fi
`;
}

function commandCase({ name, flags, wordsAre }: Manual): string {
  const words = wordsAre === 'files' ? '_files' : `(${(wordsAre ?? []).join(' ')})`;
  const rest = name === null ? `'1: :_inrush_commands'` : quoted(`*: :${words}`);
  const specs = [...flags, helpFlag].map(flagSpec);
  return `    ${quoted(name ?? '')})
      _arguments -s \\
${[...specs, rest].map((spec) => `        ${spec}`).join(' \\\n')} ;;`;
}

/** `'(-c --connections)'{-c,--connections}'[Connections]:N: '` */
function flagSpec(flag: FlagEntry): string {
  const names = spellings(flag);
  const exclusion = flag.isRepeatable === true ? '*' : `(${names.join(' ')})`;
  const action = valueAction(flag);
  const value = action === null ? '' : `:${escaped(flag.value ?? '')}:${action}`;
  const text = quoted(`[${escaped(flag.describe)}]${value}`);
  const spelled = names.length > 1 ? `{${names.join(',')}}` : (names[0] ?? '');
  return `${quoted(exclusion)}${spelled}${text}`;
}

function valueAction(flag: FlagEntry): string | null {
  const completion = valueCompletion(flag);
  switch (completion?.kind) {
    case undefined:
      return null;
    case 'files':
      return completion.after === '' ? '_files' : '_inrush_body';
    case 'words': {
      const words = completion.words.join(' ');
      return completion.thenFile ? `_inrush_format ${words}` : `(${words})`;
    }
    default:
      return ' ';
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
