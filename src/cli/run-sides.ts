import { evaluate } from '../gate/evaluate.ts';
import { withPolicy } from '../gate/gate-policy.ts';
import type { SyncVsAsyncPlans } from '../modes/sync-vs-async/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { runComparison } from '../modes/sync-vs-async/run-comparison.ts';
import { runOnServer } from '../modes/with-server.ts';
import type { RunningServer } from '../server/running-server.ts';
import { reportExitCode } from './deliver.ts';
import type { ExitCode } from './exit-code.ts';
import type { SignalInterrupts } from './interrupts.ts';
import type { LiveViews } from './live-views.ts';
import type { RunLine } from './run-line.ts';

export type SidesLine = Pick<RunLine<SyncVsAsyncPlans>, 'plan' | 'machine' | 'report' | 'outputs'> & {
  readonly interrupts: SignalInterrupts;
  readonly views: LiveViews;
  /** null: the target runs by itself. */
  readonly server: RunningServer | null;
};

/** Runs, reports, and answers what to exit with. */
export async function runSides(line: SidesLine): Promise<ExitCode> {
  const { plan, machine, report, outputs, interrupts, views, server } = line;
  const options = {
    interrupts,
    machine,
    onSide: (side: string) => views.setLabel(side),
    ...views.runOptions,
  };
  const measured = await runComparison(plan, options, (side, runOptions = {}) =>
    runOnServer(server, side, runOptions),
  );
  const thresholds = withPolicy(report.failIf, { isConfident: report.isConfident, abort: null });
  const result: SyncVsAsyncResult = { ...measured, gates: evaluate(thresholds, measured) };
  await views.deliver(result, outputs, report.latency);
  return reportExitCode(result, interrupts.exitCode, leastSuccesses(result), report.inconclusive);
}

function leastSuccesses({ sync, async, threads }: SyncVsAsyncResult): number {
  const sides = [sync, async, ...(threads === null ? [] : [threads])];
  return Math.min(...sides.map(({ started, failed }) => started - failed));
}
