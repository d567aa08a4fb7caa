import { InrushError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { bashCompletion } from './bash-completion.ts';
import { parseLine } from './command-line.ts';
import { completionManual, type Shell, shells } from './completion-manual.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { fishCompletion } from './fish-completion.ts';
import type { Manual } from './manual.ts';
import { allManuals } from './manuals.ts';
import { zshCompletion } from './zsh-completion.ts';
import { showHelp } from './show-help.ts';

const scripts: Readonly<Record<Shell, (manuals: readonly Manual[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `inrush completion bash`: a script for the shell to load once, as asking us at every key would take too long. */
export async function completionCommand(args: readonly string[]): Promise<ExitCode> {
  const { words, wantsHelp, problems } = parseLine(args, []);
  if (wantsHelp) return showHelp(completionManual);
  const [name = '', ...rest] = words;
  const shell = shells.find((each) => each === name);
  if (shell === undefined || rest.length > 0 || problems.length > 0) {
    throw new InrushError('usage', [...problems, ...shellProblems(words)]);
  }
  process.stdout.write(scripts[shell](allManuals()));
  return exitCode.done;
}

function shellProblems(words: readonly string[]): { message: string; hint: string }[] {
  const known = `shells are ${shells.join(', ')}`;
  const [name, ...rest] = words;
  if (name === undefined) return [{ message: 'completion for which shell?', hint: known }];
  if (rest.length > 0) return [{ message: `one shell at a time, got ${words.join(' ')}`, hint: known }];
  if (shells.some((shell) => shell === name)) return [];
  const near = suggest(name, shells);
  return [
    {
      message: `"${name}" is not a shell that is known here`,
      hint: near === undefined ? known : `did you mean ${near}?`,
    },
  ];
}
