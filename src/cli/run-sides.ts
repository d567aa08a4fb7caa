import { evaluate } from '../gate/evaluate.ts';
import { withPolicy } from '../gate/gate-policy.ts';
import type { SyncVsAsyncPlans } from '../modes/sync-vs-async/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { runComparison } from '../modes/sync-vs-async/run-comparison.ts';
import { runOnServer } from '../modes/with-server.ts';
import type { Tick } from '../run/tick.ts';
import type { RunningServer } from '../server/running-server.ts';
import { deliver, reportExitCode } from './deliver.ts';
import type { ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import type { ProgressLine } from './progress.ts';
import type { RunLine } from './run-line.ts';

export type SidesLine = Pick<RunLine<SyncVsAsyncPlans>, 'plan' | 'machine' | 'report' | 'outputs'> & {
  readonly progress: ProgressLine;
  /** null: the target runs by itself. */
  readonly server: RunningServer | null;
};

/** Runs, reports, and answers what to exit with. */
export async function runSides(line: SidesLine): Promise<ExitCode> {
  const { plan, machine, report, outputs, progress, server } = line;
  const interrupts = new SignalInterrupts(report.isQuiet);
  const options = {
    interrupts,
    machine,
    onSide: (side: string) => progress.setLabel(side),
    onTick: (tick: Tick) => progress.draw(tick),
  };
  const measured = await runComparison(plan, options, (side, runOptions = {}) =>
    runOnServer(server, side, runOptions),
  );
  progress.clear();
  const thresholds = withPolicy(report.failIf, { isConfident: report.isConfident, abort: null });
  const result: SyncVsAsyncResult = { ...measured, gates: evaluate(thresholds, measured) };
  await deliver(result, outputs, report.latency);
  return reportExitCode(result, interrupts.exitCode, leastSuccesses(result), report.inconclusive);
}

function leastSuccesses({ sync, async, threads }: SyncVsAsyncResult): number {
  const sides = [sync, async, ...(threads === null ? [] : [threads])];
  return Math.min(...sides.map(({ started, failed }) => started - failed));
}
