import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { describeCause, InrushError, type Problem } from '../base/errors.ts';
import { codeEndings, yamlEndings } from '../scenario/file/file-endings.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type Flag } from './flag.ts';
import type { Manual } from './manual.ts';
import { starterScenario } from './starter-scenario.ts';
import { showHelp } from './show-help.ts';

type InitDraft = { isCode: boolean };

const initFlags: readonly Flag<InitDraft>[] = [
  {
    name: 'ts',
    group: 'Scenario:',
    value: null,
    describe: 'TypeScript, with a function among the steps [YAML]',
    read: (draft) => void (draft.isCode = true),
  },
];

export const initManual: Manual = {
  name: 'init',
  usage: `inrush init [FILE] [flags]

Writes a scenario to begin with: it explains itself, and runs against inrush
target. Never writes over a file.`,
  flags: initFlags,
  examples: [
    ['inrush init', 'scenario.yaml'],
    ['inrush init checkout.yaml', 'under another name'],
    ['inrush init --ts', 'scenario.ts, with functions'],
  ],
  wordsAre: 'files',
};

/** `inrush init`: a scenario file to begin with. */
export async function initCommand(args: readonly string[]): Promise<ExitCode> {
  const draft: InitDraft = { isCode: false };
  const flags = bind(initFlags, draft);
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(initManual);
  const [path = draft.isCode ? 'scenario.ts' : 'scenario.yaml'] = line.words;
  const problems = [...line.problems, ...nameProblems(line.words, draft)];
  if (problems.length > 0) throw new InrushError('usage', problems);
  write(path, starterScenario(path, codeEndings.includes(extname(path)) ? 'code' : 'yaml'));
  process.stdout.write(nextSteps(path));
  return exitCode.done;
}

function nameProblems(words: readonly string[], { isCode }: InitDraft): Problem[] {
  const [path] = words;
  if (words.length > 1) return [{ message: `one file at a time, got ${words.join(' ')}` }];
  if (path === undefined) return [];
  const known = isCode ? codeEndings : [...yamlEndings, ...codeEndings];
  if (known.includes(extname(path))) return [];
  const why = extname(path) === '.json' ? ': JSON has no comments to explain it' : '';
  const message = `${path} is no name for ${isCode ? 'a scenario in code' : 'a scenario'} to begin with${why}`;
  return [{ message, hint: `its name ends in ${known.join(', ')}` }];
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    const problem = isThere
      ? { message: `${path} is there already`, hint: 'nothing was changed; give another name' }
      : {
          message: `${path} can't be written (${describeCause(cause)})`,
          hint: 'name a file in a folder that exists',
        };
    throw new InrushError('usage', [problem], { cause });
  }
}

function nextSteps(path: string): string {
  const commands = [
    ['inrush target', 'a server to try it on, in another terminal'],
    [`inrush run ${path} --once`, 'one iteration, with every request and response'],
    [`inrush run ${path}`, 'its load'],
    [`inrush validate ${path}`, 'after each change'],
  ] as const;
  const width = Math.max(...commands.map(([command]) => command.length)) + 3;
  return `wrote ${path}; next:\n${commands.map(([command, why]) => `  ${command.padEnd(width)}${why}\n`).join('')}`;
}
