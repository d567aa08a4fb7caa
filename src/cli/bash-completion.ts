import { commandNames } from './command-names.ts';
import type { Manual } from './manual.ts';
import { helpFlag, spellings, type ValueCompletion, valueCompletion } from './value-completion.ts';

/** A script for bash 3.2 and newer. Words are split at spaces alone: `json=a.json` is one, whatever readline breaks. */
export function bashCompletion(manuals: readonly Manual[]): string {
  return `# bash completion for inrush, made by: inrush completion bash
_inrush() {
  local line=\${COMP_LINE:0:COMP_POINT} command='' flag='' value lead='' IFS=$' \\t\\n'
  local -a words
  read -ra words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  local last=$((\${#words[@]} - 1))
  value=\${words[last]}
  ((last > 1)) && case \${words[1]} in ${commandNames.join('|')}) command=\${words[1]} ;; esac
  ((last > 1)) && flag=\${words[last - 1]}
  if [[ $value == --*=* ]]; then
    flag=\${value%%=*} lead=$flag= value=\${value#*=}
  fi
  COMPREPLY=()
  case $command:$flag in
${valueCases(manuals).join('\n')}
    *) case $command:$value in
${wordCases(manuals).join('\n')}
      esac ;;
  esac
  # Readline replaces only what follows the last of its own word breaks, but for @.
  local whole=$lead$value rest
  rest=\${whole##*["\${COMP_WORDBREAKS//@/}"]}
  COMPREPLY=("\${COMPREPLY[@]#"\${whole%"$rest"}"}")
}

_inrush_words() {
  COMPREPLY=($(compgen -P "$lead" -W "$1" -- "$value"))
}

# The files that may follow the first argument.
_inrush_files() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -P "$lead$1" -f -- "\${value#"$1"}"))
  # It would make \\@ of an @.
  [[ $1 == @ ]] || compopt -o filenames 2> /dev/null
}

complete -F _inrush inrush
`;
}

/** A case for each set of flags whose values are completed in the same way. */
function valueCases(manuals: readonly Manual[]): string[] {
  const byAction = new Map<string, string[]>();
  for (const { name, flags } of manuals) {
    for (const flag of flags) {
      const completion = valueCompletion(flag);
      if (completion === null) continue;
      const action = valueAction(completion);
      const patterns = spellings(flag).map((spelling) => `${name ?? ''}:${spelling}`);
      byAction.set(action, [...(byAction.get(action) ?? []), ...patterns]);
    }
  }
  return [...byAction].map(([action, patterns]) => `    ${patterns.join('|')}) ${action} ;;`);
}

function valueAction(completion: ValueCompletion): string {
  switch (completion.kind) {
    case 'words': {
      const words = `_inrush_words '${completion.words.join(' ')}'`;
      return completion.thenFile
        ? `if [[ $value == *=* ]]; then _inrush_files "\${value%%=*}="; else ${words}; fi`
        : words;
    }
    case 'files':
      return completion.after === ''
        ? `_inrush_files ''`
        : `if [[ $value == ${completion.after}* ]]; then _inrush_files ${completion.after}; fi`;
    default:
      return ':';
  }
}

function wordCases(manuals: readonly Manual[]): string[] {
  return manuals.flatMap(({ name, flags, wordsAre }) => {
    const all = [...flags, helpFlag, ...(name === null ? [versionFlag] : [])].flatMap(spellings);
    const words = name === null ? commandNames : wordsAre;
    const action = words === 'files' ? `_inrush_files ''` : `_inrush_words '${(words ?? []).join(' ')}'`;
    return [
      `      ${name ?? ''}:-*) _inrush_words '${all.join(' ')}' ;;`,
      // Only the first word may be a command.
      name === null ? `      :*) ((last == 1)) && ${action} ;;` : `      ${name}:*) ${action} ;;`,
    ];
  });
}

const versionFlag = { ...helpFlag, name: 'version', alias: 'V' };
