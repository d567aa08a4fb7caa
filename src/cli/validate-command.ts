import { assert } from '../base/assert.ts';
import { InrushError, type Problem } from '../base/errors.ts';
import type { FlowsPlan } from '../plan/flows-plan.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import type { Manual } from './manual.ts';
import { noColorFlag } from './report-flags.ts';
import { emptyEnvDraft, type EnvDraft, envFlags } from './scenario-flags.ts';
import { note } from './terminal.ts';
import { showHelp } from './show-help.ts';

const validateFlags = [...envFlags, noColorFlag];

export const validateManual: Manual = {
  name: 'validate',
  usage: `inrush validate FILE… [flags]

Checks scenario files and sends nothing: lists every problem with its line,
and exits with 2 if there is one. Files of code are run.`,
  flags: validateFlags,
  examples: [
    ['inrush validate checkout.yaml', 'everything that is wrong with it'],
    [
      'inrush validate scenarios/*.yaml -e BASE_URL=http://127.0.0.1:8080',
      'several, with a variable that they need',
    ],
  ],
  wordsAre: 'files',
};

/** `inrush validate FILE…`: what is wrong with scenario files. */
export async function validateCommand(args: readonly string[]): Promise<ExitCode> {
  const draft = emptyEnvDraft();
  const flags = bind(validateFlags, draft);
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(validateManual);
  const problems = [...line.problems];
  if (line.words.length === 0) {
    problems.push({ message: 'there is no scenario to check', hint: 'name one or more files' });
  }
  if (problems.length > 0) throw new InrushError('usage', problems);
  const found: Problem[] = [];
  for (const path of line.words) {
    const answer = await validate(path, draft);
    if (answer.ok) process.stdout.write(`${path}: ok, ${summary(answer.flows)}\n`);
    else found.push(...answer.problems);
  }
  if (found.length > 0) throw new InrushError('usage', found);
  return exitCode.done;
}

type Validation =
  | { readonly ok: true; readonly flows: FlowsPlan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

async function validate(path: string, env: EnvDraft): Promise<Validation> {
  const { readMachine } = await import('../machine/read-machine.ts');
  const { loadPlannedScenario } = await import('../modes/planned-file.ts');
  const planning = await loadPlannedScenario(path, env, readMachine());
  if (!planning.ok) return planning;
  planning.plan.dispose();
  for (const text of planning.notes) note(`${path}: ${text}`);
  const { work } = planning.plan.plan;
  assert(work.kind === 'flows', 'a scenario file has flows');
  return { ok: true, flows: work.flows };
}

/** `2 flows, 4 requests` */
function summary({ lanes, requests }: FlowsPlan): string {
  const flows = lanes.reduce((sum, lane) => sum + lane.flows.length, 0);
  return [counted(flows, 'flow'), counted(requests.length, 'request')].join(', ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
