import { InrushError, type Problem } from '../base/errors.ts';
import { comparisonGateProblems } from '../gate/fail-if.ts';
import { readMachine } from '../machine/read-machine.ts';
import { planSides, type SyncVsAsyncPlans } from '../modes/sync-vs-async/comparison-plan.ts';
import { loadPlannedScenario, withPlannedFile } from '../modes/planned-file.ts';
import { scenarioSide } from '../modes/sync-vs-async/scenario-side.ts';
import { withFileServer } from '../modes/with-file-server.ts';
import { withHooks, withShared } from '../modes/with-hooks.ts';
import { parseLine } from './command-line.ts';
import { comparisonFlags, type ShapeDraft } from './comparison-flags.ts';
import type { ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import { SignalInterrupts } from './interrupts.ts';
import { subjectOf, withLiveViews } from './live-views.ts';
import { planOutputs } from './outputs.ts';
import { emptyReportDraft, reportFlags } from './report-flags.ts';
import { requestFlags } from './request-flags.ts';
import { fingerprintNotes } from './run-line.ts';
import { emptyScenarioDraft } from './scenario-draft.ts';
import { emptyEnvDraft, envFlags, settingFlags } from './scenario-flags.ts';
import { runSides } from './run-sides.ts';
import {
  emptyServerDraft,
  type ServerDraft,
  serverFlags,
  showLines,
  splitServer,
  tellWaiting,
} from './server-words.ts';
import { note } from './terminal.ts';

/** `inrush sync-vs-async <scenario>`: the iterations of a file by one user, and by many at once. */
export async function compareScenario(path: string, args: readonly string[]): Promise<ExitCode> {
  const [draft, report, env] = [emptyScenarioDraft(), emptyReportDraft(), emptyEnvDraft()];
  const [shape, serverDraft]: [ShapeDraft, ServerDraft] = [{}, emptyServerDraft()];
  const size = requestFlags.filter(({ name }) => name === 'connections' || name === 'requests');
  const flags = [
    ...bind([...comparisonFlags(shape), ...size, ...settingFlags], draft),
    ...bind(envFlags, env),
    ...bind(serverFlags, serverDraft),
    ...bind(reportFlags('comparison'), report),
  ];
  const { own, server: command, problems: serverProblems } = splitServer(args);
  const line = parseLine(own, flags);
  const { outputs, problems: outputProblems } = planOutputs(report.outputs);
  const machine = readMachine();
  const { urlsFrom: _urls, requestsFrom: _requests, ...given } = draft;
  const { connections: _users, requests: _iterations, ...overrides } = given;
  const settings = { ...env, overrides: { ...overrides, load: anyLoad } };
  const problems: readonly Problem[] = [
    ...line.problems,
    ...serverProblems,
    ...(line.words.length > 1 ? [{ message: `one scenario file, got ${line.words.join(' ')}` }] : []),
    ...outputProblems,
    ...comparisonGateProblems(report.failIf, shape),
  ];
  const planning = await loadPlannedScenario(path, settings, machine);
  return withPlannedFile(
    planning,
    () => problems,
    async (file, fileNotes) => {
      const sides = planSides(given, machine, shape, scenarioSide(file.plan));
      if (!sides.ok) throw new InrushError('usage', sides.problems);
      const notes = [...fileNotes, ...sides.notes, ...fingerprintNotes()];
      if (!report.isQuiet) for (const text of notes) note(text);
      const { isQuiet, hasUi } = report;
      const interrupts = new SignalInterrupts(isQuiet);
      const served = { ...file, serve: command ?? file.serve };
      return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(file.plan) }, (views) =>
        withFileServer(
          served,
          { onLine: showLines(serverDraft, views), onWaiting: tellWaiting(isQuiet) },
          (server) =>
            withHooks(file, (shared) => {
              const plan = sidesWithShared(sides.plan, shared);
              return runSides({ plan, machine, report, outputs, interrupts, views, server });
            }),
        ),
      );
    },
  );
}

/** Each side, with what the hook before has answered. */
function sidesWithShared(plans: SyncVsAsyncPlans, shared: unknown): SyncVsAsyncPlans {
  const contenders = plans.contenders.map((each) => ({ ...each, plan: withShared(each.plan, shared) }));
  return { ...plans, contenders };
}

/** It gives way to that of each side. */
const anyLoad = { kind: 'shared-iterations', vus: 1, iterations: 1 } as const;
