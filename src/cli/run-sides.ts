import { evaluate } from '../gate/evaluate.ts';
import type { SyncVsAsyncPlans } from '../modes/sync-vs-async/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { runComparison } from '../modes/sync-vs-async/run-comparison.ts';
import { deliver, reportExitCode } from './deliver.ts';
import type { ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { ProgressLine } from './progress.ts';
import type { RunLine } from './run-line.ts';

/** Runs, reports, and answers what to exit with. */
export async function runSides(line: RunLine<SyncVsAsyncPlans>): Promise<ExitCode> {
  const { plan, machine, report, outputs } = line;
  const interrupts = new SignalInterrupts(report.isQuiet);
  const progress = new ProgressLine(process.stderr, report.isQuiet);
  const measured = await runComparison(plan, {
    interrupts,
    machine,
    onSide: (side) => progress.setLabel(side),
    onTick: (tick) => progress.draw(tick),
  });
  progress.clear();
  const result: SyncVsAsyncResult = { ...measured, gates: evaluate(report.failIf, measured) };
  await deliver(result, outputs, report.latency);
  return reportExitCode(result, interrupts.exitCode, leastSuccesses(result));
}

function leastSuccesses({ sync, async, threads }: SyncVsAsyncResult): number {
  const sides = [sync, async, ...(threads === null ? [] : [threads])];
  return Math.min(...sides.map(({ started, failed }) => started - failed));
}
