import { InrushError, type Problem } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { readMachine } from '../machine/read-machine.ts';
import { loadPlannedScenario, type PlannedFile, withPlannedFile } from '../modes/planned-file.ts';
import { gateProblems, runPlannedFile } from '../modes/run-scenario.ts';
import type { Result } from '../summary/result.ts';
import { parseLine } from './command-line.ts';
import { deliver, reportExitCode } from './deliver.ts';
import type { ExitCode } from './exit-code.ts';
import { bind, type Flag } from './flag.ts';
import { SignalInterrupts } from './interrupts.ts';
import type { Manual } from './manual.ts';
import { planOutputs } from './outputs.ts';
import { ProgressLine } from './progress.ts';
import { emptyReportDraft, reportFlags } from './report-flags.ts';
import { emptyScenarioDraft } from './scenario-draft.ts';
import { emptyEnvDraft, envFlags, overrideFlags } from './scenario-flags.ts';
import { note } from './terminal.ts';
import { showHelp } from './show-help.ts';

const usage = `inrush run <scenario> [flags]

Runs a scenario file: YAML, JSON, TypeScript or JavaScript. docs/scenarios.md
explains what it may hold; inrush init writes one to begin with.`;

const examples = [
  ['inrush run checkout.yaml', 'the load that the file describes'],
  ['inrush run checkout.yaml --once', 'one iteration, every request and response shown'],
  ['inrush run checkout.yaml -e BASE_URL=http://127.0.0.1:8080', 'the value of a variable in it'],
  ['inrush run checkout.yaml -q -o json=result.json', 'for CI: thresholds decide the exit code'],
] as const;

type OnceDraft = { once: boolean };

const onceFlags: readonly Flag<OnceDraft>[] = [
  {
    name: 'once',
    group: 'Scenario:',
    value: null,
    describe: 'One iteration of one user, with every request and response; no load',
    read: (draft) => void (draft.once = true),
  },
];

export const runManual: Manual = {
  name: 'run',
  usage,
  flags: [...onceFlags, ...envFlags, ...overrideFlags, ...reportFlags('load')],
  examples,
  wordsAre: 'files',
};

/** `inrush run <scenario>`: the load of a scenario file, or one look at it. */
export async function runScenarioCommand(args: readonly string[]): Promise<ExitCode> {
  const [draft, report, env, once] = [
    emptyScenarioDraft(),
    emptyReportDraft(),
    emptyEnvDraft(),
    { once: false },
  ];
  const flags = [
    ...bind(onceFlags, once),
    ...bind(envFlags, env),
    ...bind(overrideFlags, draft),
    ...bind(reportFlags('load'), report),
  ];
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(runManual);
  const { outputs, problems: outputProblems } = planOutputs(report.outputs);
  const problems: Problem[] = [...line.problems, ...wordProblems(line.words), ...outputProblems];
  const [path] = line.words;
  if (path === undefined) throw new InrushError('usage', problems);
  const { urlsFrom: _urls, requestsFrom: _requests, ...overrides } = draft;
  const planning = await loadPlannedScenario(path, { ...env, overrides }, readMachine());
  const problemsWith = (file: PlannedFile | null): readonly Problem[] => [
    ...problems,
    ...(file === null ? [] : gateProblems(report.failIf, file)),
  ];
  return withPlannedFile(planning, problemsWith, async (file, notes) => {
    if (!report.isQuiet) for (const text of notes) note(text);
    if (!once.once) return runAndReport(file, report, outputs);
    const { runOnce } = await import('./once.ts');
    return runOnce(file);
  });
}

async function runAndReport(
  file: PlannedFile,
  report: ReturnType<typeof emptyReportDraft>,
  outputs: ReturnType<typeof planOutputs>['outputs'],
): Promise<ExitCode> {
  const interrupts = new SignalInterrupts(report.isQuiet);
  const progress = new ProgressLine(process.stderr, report.isQuiet);
  const afterErrors: Error[] = [];
  const measured = await runPlannedFile(file, {
    interrupts,
    onTick: (tick) => progress.draw(tick),
    onAfterFailed: (error) => afterErrors.push(error),
  });
  progress.clear();
  const result: Result = { ...measured, gates: evaluate([...file.thresholds, ...report.failIf], measured) };
  await deliver(result, outputs, report.latency);
  const [afterError] = afterErrors;
  if (afterError !== undefined) throw afterError;
  return reportExitCode(result, interrupts.exitCode, result.accounting.ok);
}

function wordProblems(words: readonly string[]): Problem[] {
  if (words.length === 1) return [];
  const message =
    words.length === 0 ? 'there is no scenario file' : `one scenario file, got ${words.join(' ')}`;
  return [{ message, hint: 'inrush run checkout.yaml; inrush init writes one to begin with' }];
}
