import { evaluate } from '../gate/evaluate.ts';
import type { SyncVsAsyncResult } from '../modes/comparison-result.ts';
import { compareSyncAsync, planSides, type SyncVsAsyncPlans } from '../modes/sync-vs-async.ts';
import { deliver, reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { ProgressLine } from './progress.ts';
import { requestFlags } from './request-flags.ts';
import { readRunLine, type RunSyntax } from './run-line.ts';

const usage = `inrush sync-vs-async <url> -n 1000 -c 500 [flags]

Sends the same requests sync (one connection, each when the last has ended), then
async (up to -c in flight), and says what the target makes of it.`;

const examples = [
  ['inrush sync-vs-async 127.0.0.1:8080/delay/20', '1,000 requests, one at a time against 500 in flight'],
  ["inrush sync-vs-async 127.0.0.1:8080 -n 200 --fail-if 'speedup < 3'", 'a gate: exit 99 below 3×'],
] as const;

const syntax: RunSyntax<SyncVsAsyncPlans> = {
  kind: 'comparison',
  usage,
  examples,
  flags: requestFlags,
  plan: planSides,
};

/** `inrush sync-vs-async <url>`: the comparison mode. */
export async function syncVsAsyncCommand(args: readonly string[]): Promise<ExitCode> {
  const line = await readRunLine(args, syntax);
  if (line === null) return exitCode.done;
  const { plan, machine, report, outputs } = line;
  const interrupts = new SignalInterrupts(report.isQuiet);
  const progress = new ProgressLine(process.stderr, report.isQuiet);
  const measured = await compareSyncAsync(plan, {
    interrupts,
    machine,
    onSide: (side) => progress.setLabel(side),
    onTick: (tick) => progress.draw(tick),
  });
  progress.clear();
  const result: SyncVsAsyncResult = { ...measured, gates: evaluate(report.failIf, measured) };
  await deliver(result, outputs, report.latency);
  const { sync, async } = result;
  const succeeded = Math.min(sync.result.accounting.ok, async.result.accounting.ok);
  return reportExitCode(result, interrupts.exitCode, succeeded);
}
