import { InrushError } from '../base/errors.ts';
import { suggest } from '../base/suggest.ts';
import { baselineReport } from '../report/baseline-table.ts';
import { readBaseline } from '../documents/read-baseline.ts';
import { parseLine } from './command-line.ts';
import { writeToStdout } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import type { Manual } from './manual.ts';
import { recordFlagEntries } from './record-line.ts';
import { noColorFlag } from './report-flags.ts';
import { showHelp } from './show-help.ts';
import { paletteFor } from './terminal.ts';
import { readText } from './url-sources.ts';

const usage = `inrush baseline record <url|scenario> [flags]
inrush baseline record <url|scenario> [flags] -- COMMAND
inrush baseline show FILE

Runs the same load ten times and keeps what each number was, and how much it
differs from run to run: a file for the repository, which gates such as
p95 < baseline + max(10%, 3 sigma) and inrush compare hold later runs against.
docs/compare.md explains it.`;

const examples = [
  ['inrush baseline record 127.0.0.1:8080 -c 20 -d 20s', 'eleven runs, of which ten count: baseline.json'],
  ['inrush baseline record checkout.yaml -o checkout.baseline.json', 'of a scenario file'],
  ['inrush baseline record 127.0.0.1:3000 -- node server.js', 'a server that is started for each run'],
  ['inrush baseline show baseline.json', 'what it holds, and how noisy it is'],
] as const;

export const baselineManual: Manual = {
  name: 'baseline',
  usage,
  flags: recordFlagEntries,
  examples,
  wordsAre: 'files',
};

const actions = ['record', 'show'];

/** `inrush baseline record` and `inrush baseline show`. */
export async function baselineCommand([action, ...args]: readonly string[]): Promise<ExitCode> {
  if (action === 'record') {
    const { recordBaseline } = await import('./record-baseline.ts');
    const code = await recordBaseline(args);
    return code ?? showHelp(baselineManual);
  }
  if (action === 'show') return showBaseline(args);
  if (action === '--help' || action === '-h') return showHelp(baselineManual);
  const near = action === undefined ? undefined : suggest(action, actions);
  const message = `record or show a baseline? Got ${action ?? 'nothing'}`;
  const hint = near === undefined ? 'such as inrush baseline record 127.0.0.1:8080' : `did you mean ${near}?`;
  throw new InrushError('usage', [{ message, hint }]);
}

async function showBaseline(args: readonly string[]): Promise<ExitCode> {
  const line = parseLine(args, bind([noColorFlag], {}));
  if (line.wantsHelp) return showHelp(baselineManual);
  const [path, ...more] = line.words;
  const hint = 'name a file that inrush baseline record wrote, or - for stdin';
  const problems = [...line.problems];
  if (path === undefined || more.length > 0) {
    problems.push({
      message: `one baseline is shown, got ${line.words.length === 0 ? 'nothing' : line.words.join(' ')}`,
      hint,
    });
  }
  if (path === undefined || problems.length > 0) throw new InrushError('usage', problems);
  const text = await readText(path);
  if (!text.ok) throw new InrushError('usage', [{ message: text.message, hint }]);
  const baseline = await readBaseline(text.value, path === '-' ? 'stdin' : path);
  await writeToStdout(baselineReport(baseline, paletteFor(process.stdout)));
  return exitCode.done;
}
