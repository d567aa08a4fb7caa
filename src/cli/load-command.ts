import type { Gates } from '../gate/gates.ts';
import { loadGateProblems, requestNameProblems } from '../gate/fail-if.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { requestNames } from '../plan/request-names.ts';
import { prepareGates } from '../modes/prepare-gates.ts';
import { runOnServer, withServer } from '../modes/with-server.ts';
import type { Result } from '../summary/result.ts';
import { commandLines } from './command-names.ts';
import { reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { type LiveViews, subjectOf, withLiveViews } from './live-views.ts';
import { gateFlagProblems, gateSettings } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { ResponseSaver, saveProblems } from './response-saver.ts';
import { readRunLine, type RunLine, type RunSyntax } from './run-line.ts';
import { defaultLimit, emptySaveDraft, type SaveDraft, saveFlags } from './save-flags.ts';
import { showLines, tellWaiting } from './server-words.ts';
import { scheduleFlags } from './schedule-flags.ts';

const usage = `${'inrush <url> [flags]'.padEnd(28)}drive load at a URL and report
${'inrush <url> -- COMMAND'.padEnd(28)}the same at a server that it starts and stops
${commandLines()}
${'inrush COMMAND --help'.padEnd(28)}the flags of a command
${'inrush --version'.padEnd(28)}the version`;

const examples = [
  ['inrush http://127.0.0.1:8080/', '50 connections for 10 s'],
  ['inrush 127.0.0.1:8080 -c 200 -d 30s -o json=result.json', 'more, and keep the numbers'],
  ['inrush http://127.0.0.1:8080/a weight=3 http://127.0.0.1:8080/b', 'several URLs, 3 to 1'],
  ["inrush '127.0.0.1:8080/item/{i:1..500}'", 'another URL for each request'],
  ['inrush 127.0.0.1:8080 -R 5000 --warmup 3s', 'open model: 5,000 requests a second'],
  ['inrush 127.0.0.1:3000 -- node server.js', 'start the server, measure it, stop it'],
  ["inrush 127.0.0.1:8080 -R 500 --fail-if 'p95 > 200ms'", 'a gate for CI: exit 99 when it fails'],
] as const;

/** `inrush <url>`: one load run. */
export async function loadCommand(args: readonly string[]): Promise<ExitCode> {
  const save = emptySaveDraft();
  const line = await readRunLine(args, syntax(save));
  if (line === null) return exitCode.done;
  const { plan, report } = line;
  const { isQuiet, hasUi } = report;
  const { gates, baseline } = await prepareGates(report.failIf, gateSettings(report));
  const interrupts = new SignalInterrupts(isQuiet);
  return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(plan), baseline }, (views) =>
    runAndReport(line, { save, gates, interrupts, views }),
  );
}

type Running = {
  readonly save: SaveDraft;
  readonly gates: Gates;
  readonly interrupts: SignalInterrupts;
  readonly views: LiveViews;
};

async function runAndReport(
  { plan, machine, report, outputs, server: command, serverDraft }: RunLine<Plan>,
  { save, gates, interrupts, views }: Running,
): Promise<ExitCode> {
  const saver = save.path === null ? null : new ResponseSaver(save.path, save.limit ?? defaultLimit);
  const options = {
    interrupts,
    machine,
    ...views.runOptions,
    ...gates.runOptions,
    ...(saver === null ? {} : { responses: saver.receiver }),
  };
  const onWaiting = tellWaiting(report.isQuiet);
  const starting = { answersAt: plan.targets, onLine: showLines(serverDraft, views), onWaiting };
  const measured = await withServer(command, starting, (server) => runOnServer(server, plan, options));
  views.close();
  const saved = saver?.save(measured, report.isQuiet) ?? { result: measured, isSaved: true };
  const result: Result = { ...saved.result, gates: gates.judge(measured) };
  await views.deliver(result, outputs, report.latency);
  const code = reportExitCode(result, interrupts.exitCode, result.accounting.ok, report.inconclusive);
  return saved.isSaved || code !== exitCode.done ? code : exitCode.cannotRun;
}

export function syntax(save: SaveDraft = emptySaveDraft()): RunSyntax<Plan> {
  return {
    kind: 'load',
    usage,
    examples,
    flags: [...scheduleFlags, ...requestFlags, ...saveFlags(save)],
    plan: makePlan,
    check: async (scenario, report, plan) => [
      ...loadGateProblems(report.failIf, scenario),
      ...requestNameProblems(report.failIf, plan === null ? null : requestNames(plan.work)),
      ...gateFlagProblems(report),
      ...(await prepareGates(report.failIf, gateSettings(report))).problems,
      ...saveProblems(save, report.outputs),
    ],
  };
}
