import { InrushError, type Problem } from '../base/errors.ts';
import type { Machine } from '../plan/machine.ts';
import type { Planning } from '../plan/make-plan.ts';
import { readMachine } from '../machine/read-machine.ts';
import { readMachineFacts } from '../machine/machine-facts.ts';
import { findFingerprint } from '../machine/saved-fingerprint.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import type { RunKind } from '../scenario/threshold.ts';
import { parseLine } from './command-line.ts';
import { bind, type FlagEntry } from './flag.ts';
import { type Output, planOutputs } from './outputs.ts';
import { emptyReportDraft, type ReportDraft, reportFlags } from './report-flags.ts';
import { emptyScenarioDraft, type ScenarioFlag } from './scenario-draft.ts';
import { emptyServerDraft, type ServerDraft, serverFlags, splitServer } from './server-words.ts';
import { showHelp } from './show-help.ts';
import { note } from './terminal.ts';
import { readUrls } from './url-sources.ts';

/** A command that sends load, as far as its command line goes. */
export type RunSyntax<Plan> = {
  readonly kind: RunKind;
  readonly usage: string;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly flags: readonly ScenarioFlag[];
  /** What the command takes only in another form, for its help. */
  readonly alsoTakes?: readonly FlagEntry[];
  readonly plan: (scenario: Scenario, machine: Machine) => Planning<Plan>;
  /** What is wrong only in the light of both drafts, and of the plan where there is one. */
  readonly check?: (
    scenario: Scenario,
    report: ReportDraft,
    plan: Plan | null,
  ) => readonly Problem[] | Promise<readonly Problem[]>;
};

/** A command line that holds together: nothing has been sent yet, and nothing needs to be asked again. */
export type RunLine<Plan> = {
  readonly plan: Plan;
  readonly machine: Machine;
  readonly report: ReportDraft;
  readonly outputs: readonly Output[];
  /** The server under test, after `--`; null: it runs by itself. */
  readonly server: ServerCommand | null;
  readonly serverDraft: ServerDraft;
};

/** What is wrong besides the URLs is to be told, too. */
const placeholder = { url: 'http://127.0.0.1' };

/** null when help was asked for and shown. Throws `usage` with every problem of the line at once. */
export async function readRunLine<Plan>(
  args: readonly string[],
  syntax: RunSyntax<Plan>,
): Promise<RunLine<Plan> | null> {
  const draft = emptyScenarioDraft();
  const report = emptyReportDraft();
  const serverDraft = emptyServerDraft();
  const flags = [
    ...bind(syntax.flags, draft),
    ...bind(serverFlags, serverDraft),
    ...bind(reportFlags(syntax.kind), report),
  ];
  const { own, server, problems: serverProblems } = splitServer(args);
  const line = parseLine(own, flags);
  if (line.wantsHelp) {
    await showHelp({ ...syntax, flags: [...flags, ...(syntax.alsoTakes ?? [])] });
    return null;
  }
  const { urlsFrom, requestsFrom, ...given } = draft;
  const read = await readUrls({ words: line.words, urlsFrom, requestsFrom });
  const { outputs, problems: outputProblems } = planOutputs(report.outputs);
  const scenario = { ...given, urls: read.urls.length === 0 ? [placeholder] : read.urls };
  const machine = readMachine();
  const planned = syntax.plan(scenario, machine);
  const problems = [
    ...line.problems,
    ...serverProblems,
    ...read.problems,
    ...(planned.ok ? [] : planned.problems),
    ...outputProblems,
  ];
  problems.push(...((await syntax.check?.(scenario, report, planned.ok ? planned.plan : null)) ?? []));
  if (problems.length > 0 || !planned.ok) throw new InrushError('usage', problems);
  if (!report.isQuiet) for (const text of [...planned.notes, ...fingerprintNotes()]) note(text);
  return { plan: planned.plan, machine, report, outputs, server, serverDraft };
}

/** Why the results of this run will not tell what the machine can do, though one was to. */
export function fingerprintNotes(): string[] {
  const { note: why } = findFingerprint(readMachineFacts());
  return why === null ? [] : [why];
}
