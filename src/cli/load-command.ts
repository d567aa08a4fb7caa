import type { Problem } from '../base/errors.ts';
import { evaluate } from '../gate/evaluate.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { runLoad } from '../run/run-load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { needsOpenModel } from '../scenario/threshold.ts';
import type { Result } from '../summary/result.ts';
import { deliver, reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { ProgressLine } from './progress.ts';
import type { ReportDraft } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { readRunLine, type RunSyntax } from './run-line.ts';
import { scheduleFlags } from './schedule-flags.ts';

const usage = `inrush <url> [flags]           drive load at a URL and report
inrush sync-vs-async <url>     the same requests one after another and all in flight
inrush target                  a small server to try things on
inrush COMMAND --help          the flags of a command`;

const examples = [
  ['inrush http://127.0.0.1:8080/', '50 connections for 10 s'],
  ['inrush 127.0.0.1:8080 -c 200 -d 30s -o json=result.json', 'more, and keep the numbers'],
  ['inrush 127.0.0.1:8080 -R 5000 --warmup 3s', 'open model: 5,000 requests a second'],
  ["inrush 127.0.0.1:8080 -R 500 --fail-if 'p95 > 200ms'", 'a gate for CI: exit 99 when it fails'],
] as const;

const syntax: RunSyntax<Plan> = {
  kind: 'load',
  usage,
  examples,
  flags: [...scheduleFlags, ...requestFlags],
  plan: makePlan,
  check: checkGates,
};

/** `inrush <url>`: one load run. */
export async function loadCommand(args: readonly string[]): Promise<ExitCode> {
  const line = await readRunLine(args, syntax);
  if (line === null) return exitCode.done;
  const { plan, machine, report, outputs } = line;
  const interrupts = new SignalInterrupts(report.isQuiet);
  const progress = new ProgressLine(process.stderr, report.isQuiet);
  const measured = await runLoad(plan, {
    interrupts,
    machine,
    onTick: (tick) => progress.draw(tick),
  });
  progress.clear();
  const result: Result = { ...measured, gates: evaluate(report.failIf, measured) };
  await deliver(result, outputs, report.latency);
  return reportExitCode(result, interrupts.exitCode, result.accounting.ok);
}

function checkGates(scenario: Scenario, report: ReportDraft): Problem[] {
  if (scenario.ratePerS !== undefined || scenario.stages !== undefined) return [];
  return report.failIf
    .filter(({ metric }) => needsOpenModel(metric))
    .map(({ expression }) => ({
      message: `--fail-if "${expression}" needs an open model, which plans its starts`,
      hint: 'add -R or --stages, or ask for service time',
    }));
}
