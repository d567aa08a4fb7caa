import { InrushError } from '../base/errors.ts';
import { scenarioSchemaText } from '../scenario/file/scenario-schema.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Manual } from './manual.ts';
import { showHelp } from './show-help.ts';

export const schemaManual: Manual = {
  name: 'schema',
  usage: `inrush schema

Prints the JSON Schema of scenario files, for editors that check a file while
it is written.`,
  flags: [],
  examples: [
    ['inrush schema > scenario.schema.json', 'keep it beside your scenarios'],
    ['# yaml-language-server: $schema=scenario.schema.json', 'and name it in the first line of each'],
  ],
  wordsAre: [],
};

/** `inrush schema`: the JSON Schema of scenario files. */
export async function schemaCommand(args: readonly string[]): Promise<ExitCode> {
  const line = parseLine(args, []);
  if (line.wantsHelp) return showHelp(schemaManual);
  const problems = [...line.problems];
  if (line.words.length > 0) problems.push({ message: `schema takes no words, got ${line.words.join(' ')}` });
  if (problems.length > 0) throw new InrushError('usage', problems);
  process.stdout.write(scenarioSchemaText());
  return exitCode.done;
}
