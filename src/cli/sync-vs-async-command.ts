import { present } from '../base/assert.ts';
import { comparisonGateProblems } from '../gate/fail-if.ts';
import { planSides, type SyncVsAsyncPlans } from '../modes/sync-vs-async/comparison-plan.ts';
import { withServer } from '../modes/with-server.ts';
import { comparisonFlags, type ShapeDraft } from './comparison-flags.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type BoundFlag } from './flag.ts';
import { SignalInterrupts } from './interrupts.ts';
import { subjectOf, withLiveViews } from './live-views.ts';
import { scenarioIn } from './load-words.ts';
import { emptyReportDraft, reportFlags } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { readRunLine, type RunSyntax } from './run-line.ts';
import { runSides } from './run-sides.ts';
import { emptyScenarioDraft } from './scenario-draft.ts';
import { emptyEnvDraft, envFlags, settingFlags } from './scenario-flags.ts';
import { emptyServerDraft, serverFlags, showLines, splitServer, tellWaiting } from './server-words.ts';

const usage = `inrush sync-vs-async <url|scenario> -n 1000 -c 100 [flags] [-- COMMAND]

Sends the same requests sync (one connection, each when the last has ended),
then async (up to -c in flight), and says what the target makes of it.`;

const examples = [
  ['inrush sync-vs-async 127.0.0.1:8080/delay/20', '1,000 requests, one at a time against 100 in flight'],
  ['inrush sync-vs-async 127.0.0.1:8080 --threads 8', 'beside them: 8 processes, each one at a time'],
  ['inrush sync-vs-async 127.0.0.1:8080 --sweep 1..64', 'how many in flight are worth it'],
  ['inrush sync-vs-async checkout.yaml -n 500', 'the iterations of a scenario file'],
  ["inrush sync-vs-async 127.0.0.1:8080 --rounds 6 --fail-if 'speedup < 3'", 'a gate: exit 99 below 3×'],
] as const;

/** `inrush sync-vs-async <url>`: the comparison mode. */
export async function syncVsAsyncCommand(args: readonly string[]): Promise<ExitCode> {
  const { own } = splitServer(args);
  const wantsHelp = own.includes('--help') || own.includes('-h');
  const file = wantsHelp ? null : scenarioIn(own, everyFlag());
  if (file !== null) return (await import('./compare-scenario.ts')).compareScenario(file, args);
  const line = await readRunLine(args, syntax());
  if (line === null) return exitCode.done;
  const { isQuiet, hasUi } = line.report;
  const interrupts = new SignalInterrupts(isQuiet);
  // All sides send the same requests.
  const { plan } = present(line.plan.contenders[0]);
  return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(plan) }, (views) => {
    const starting = {
      answersAt: plan.targets,
      onLine: showLines(line.serverDraft, views),
      onWaiting: tellWaiting(isQuiet),
    };
    return withServer(line.server, starting, (server) => runSides({ ...line, interrupts, views, server }));
  });
}

/** Of URLs and of files. */
function everyFlag(): readonly BoundFlag[] {
  return [
    ...bind([...comparisonFlags({}), ...requestFlags, ...settingFlags], emptyScenarioDraft()),
    ...bind(envFlags, emptyEnvDraft()),
    ...bind(serverFlags, emptyServerDraft()),
    ...bind(reportFlags('comparison'), emptyReportDraft()),
  ];
}

export function syntax(): RunSyntax<SyncVsAsyncPlans> {
  const shape: ShapeDraft = {};
  return {
    kind: 'comparison',
    usage,
    examples,
    flags: [...comparisonFlags(shape), ...requestFlags],
    alsoTakes: envFlags,
    plan: (scenario, machine) => planSides(scenario, machine, shape),
    check: (_scenario, { failIf }) => comparisonGateProblems(failIf, shape),
  };
}
