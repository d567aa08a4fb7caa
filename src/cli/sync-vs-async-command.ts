import { evaluate } from '../gate/evaluate.ts';
import { comparisonGateProblems } from '../gate/fail-if.ts';
import { planSides, type SyncVsAsyncPlans } from '../modes/comparison-plan.ts';
import type { SyncVsAsyncResult } from '../modes/comparison-result.ts';
import { runComparison } from '../modes/sync-vs-async.ts';
import { comparisonFlags, type ShapeDraft } from './comparison-flags.ts';
import { deliver, reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { ProgressLine } from './progress.ts';
import { requestFlags } from './request-flags.ts';
import { readRunLine, type RunSyntax } from './run-line.ts';

const usage = `inrush sync-vs-async <url> -n 1000 -c 100 [flags]

Sends the same requests sync (one connection, each when the last has ended),
then async (up to -c in flight), and says what the target makes of it.`;

const examples = [
  ['inrush sync-vs-async 127.0.0.1:8080/delay/20', '1,000 requests, one at a time against 100 in flight'],
  ['inrush sync-vs-async 127.0.0.1:8080 --threads 8', 'beside them: 8 processes, each one at a time'],
  ['inrush sync-vs-async 127.0.0.1:8080 --sweep 1..64', 'how many in flight are worth it'],
  ["inrush sync-vs-async 127.0.0.1:8080 --rounds 6 --fail-if 'speedup < 3'", 'a gate: exit 99 below 3×'],
] as const;

/** `inrush sync-vs-async <url>`: the comparison mode. */
export async function syncVsAsyncCommand(args: readonly string[]): Promise<ExitCode> {
  const line = await readRunLine(args, syntax());
  if (line === null) return exitCode.done;
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

export function syntax(): RunSyntax<SyncVsAsyncPlans> {
  const shape: ShapeDraft = {};
  return {
    kind: 'comparison',
    usage,
    examples,
    flags: [...comparisonFlags(shape), ...requestFlags],
    plan: (scenario, machine) => planSides(scenario, machine, shape),
    check: (_scenario, { failIf }) => comparisonGateProblems(failIf, shape),
  };
}

function leastSuccesses({ sync, async, threads }: SyncVsAsyncResult): number {
  const sides = [sync, async, ...(threads === null ? [] : [threads])];
  return Math.min(...sides.map(({ started, failed }) => started - failed));
}
