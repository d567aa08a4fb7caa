import { InrushError, type Problem } from '../base/errors.ts';
import type { Gates } from '../gate/gates.ts';
import { readMachine } from '../machine/read-machine.ts';
import { loadPlannedScenario, type PlannedFile, withPlannedFile } from '../modes/planned-file.ts';
import { prepareGates } from '../modes/prepare-gates.ts';
import { gateProblems, runPlannedFile } from '../modes/run-scenario.ts';
import { withFileServer } from '../modes/with-file-server.ts';
import { gatePlace } from '../report/github-annotations.ts';
import type { Result } from '../summary/result.ts';
import { parseLine } from './command-line.ts';
import { reportExitCode } from './deliver.ts';
import type { ExitCode } from './exit-code.ts';
import { bind, type Flag } from './flag.ts';
import { SignalInterrupts } from './interrupts.ts';
import { type LiveViews, subjectOf, withLiveViews } from './live-views.ts';
import type { Manual } from './manual.ts';
import { type Output, planOutputs } from './outputs.ts';
import {
  emptyReportDraft,
  gateFlagProblems,
  gateSettings,
  type ReportDraft,
  reportFlags,
} from './report-flags.ts';
import { emptyScenarioDraft } from './scenario-draft.ts';
import { emptyEnvDraft, envFlags, overrideFlags } from './scenario-flags.ts';
import {
  emptyServerDraft,
  type ServerDraft,
  serverFlags,
  showLines,
  splitServer,
  tellWaiting,
} from './server-words.ts';
import { note } from './terminal.ts';
import { showHelp } from './show-help.ts';

const usage = `inrush run <scenario> [flags] [-- COMMAND]

Runs a scenario file: YAML, JSON, TypeScript or JavaScript. docs/scenarios.md
explains what it may hold; inrush init writes one to begin with. COMMAND, or
serve: of the file, is the server under test: started before, stopped after.`;

const examples = [
  ['inrush run checkout.yaml', 'the load that the file describes'],
  ['inrush run checkout.yaml --once', 'one iteration, every request and response shown'],
  ['inrush run checkout.yaml -e BASE_URL=http://127.0.0.1:8080', 'the value of a variable in it'],
  ['inrush run checkout.yaml -- node server.js', 'start the server, measure it, stop it'],
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
  flags: [...onceFlags, ...envFlags, ...overrideFlags, ...serverFlags, ...reportFlags('load')],
  examples,
  wordsAre: 'files',
};

/** `inrush run <scenario>`: the load of a scenario file, or one look at it. */
export async function runScenarioCommand(args: readonly string[]): Promise<ExitCode> {
  const [draft, report, env] = [emptyScenarioDraft(), emptyReportDraft(), emptyEnvDraft()];
  const [once, serverDraft] = [{ once: false }, emptyServerDraft()];
  const flags = [
    ...bind(onceFlags, once),
    ...bind(envFlags, env),
    ...bind(overrideFlags, draft),
    ...bind(serverFlags, serverDraft),
    ...bind(reportFlags('load'), report),
  ];
  const { own, server, problems: serverProblems } = splitServer(args);
  const line = parseLine(own, flags);
  if (line.wantsHelp) return showHelp(runManual);
  const { outputs, problems: outputProblems } = planOutputs(report.outputs);
  const problems: Problem[] = [
    ...line.problems,
    ...serverProblems,
    ...wordProblems(line.words),
    ...outputProblems,
  ];
  const [path] = line.words;
  if (path === undefined) throw new InrushError('usage', problems);
  const { urlsFrom: _urls, requestsFrom: _requests, ...overrides } = draft;
  const planning = await loadPlannedScenario(path, { ...env, overrides }, readMachine());
  const problemsWith = async (file: PlannedFile | null): Promise<readonly Problem[]> => [
    ...problems,
    ...gateFlagProblems(report),
    ...(once.once && report.hasUi ? [onceUiProblem] : []),
    ...(file === null ? [] : gateProblems(report.failIf, file)),
    ...(file === null || once.once ? [] : (await gatesFor(file, report)).problems),
  ];
  return withPlannedFile(planning, problemsWith, async (file, notes) => {
    if (!report.isQuiet) for (const text of notes) note(text);
    const command = server ?? file.serve;
    if (!once.once) {
      const { gates, baseline } = await gatesFor(file, report);
      const { isQuiet, hasUi } = report;
      const interrupts = new SignalInterrupts(isQuiet);
      return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(file.plan), baseline }, (views) =>
        runAndReport({ ...file, serve: command }, { gates, report, outputs, serverDraft, interrupts, views }),
      );
    }
    const { runOnce } = await import('./once.ts');
    const starting = { onLine: showLines(serverDraft), onWaiting: tellWaiting(report.isQuiet) };
    return withFileServer({ ...file, serve: command }, starting, () => runOnce(file));
  });
}

function gatesFor(file: PlannedFile, report: ReportDraft): ReturnType<typeof prepareGates> {
  const thresholds = [...file.thresholds, ...report.failIf];
  return prepareGates(thresholds, gateSettings(report, file.baselinePath));
}

type Reporting = {
  readonly gates: Gates;
  readonly report: ReportDraft;
  readonly outputs: readonly Output[];
  readonly serverDraft: ServerDraft;
  readonly interrupts: SignalInterrupts;
  readonly views: LiveViews;
};

async function runAndReport(
  file: PlannedFile,
  { gates, report, outputs, serverDraft, interrupts, views }: Reporting,
): Promise<ExitCode> {
  const afterErrors: Error[] = [];
  const measured = await runPlannedFile(file, {
    ...gates.runOptions,
    interrupts,
    ...views.runOptions,
    onAfterFailed: (error) => afterErrors.push(error),
    server: { onLine: showLines(serverDraft, views), onWaiting: tellWaiting(report.isQuiet) },
  });
  const result: Result = { ...measured, gates: gates.judge(measured) };
  const places = file.thresholds.map((_, index) => gatePlace(file.loaded.placeOf(['thresholds', index])));
  await views.deliver(result, outputs, report.latency, places);
  const [afterError] = afterErrors;
  if (afterError !== undefined) throw afterError;
  return reportExitCode(result, interrupts.exitCode, result.accounting.ok, report.inconclusive);
}

const onceUiProblem: Problem = {
  message: '--ui shows a load, and --once sends none',
  hint: 'leave one of them out',
};

function wordProblems(words: readonly string[]): Problem[] {
  if (words.length === 1) return [];
  const message =
    words.length === 0 ? 'there is no scenario file' : `one scenario file, got ${words.join(' ')}`;
  return [{ message, hint: 'inrush run checkout.yaml; inrush init writes one to begin with' }];
}
