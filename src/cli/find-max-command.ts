import { InrushError, type Problem } from '../base/errors.ts';
import { readMachine } from '../machine/read-machine.ts';
import type { FindMaxResult } from '../modes/find-max/find-max-result.ts';
import { type FindMaxPlan, planFindMax, planSearch } from '../modes/find-max/plan-find-max.ts';
import { runFindMax } from '../modes/find-max/run-find-max.ts';
import { plannedPerS } from '../modes/find-max/trial-plan.ts';
import { loadPlannedScenario, type PlannedFile, withPlannedFile } from '../modes/planned-file.ts';
import { withFileServer } from '../modes/with-file-server.ts';
import { withHooks, withShared } from '../modes/with-hooks.ts';
import { withServer } from '../modes/with-server.ts';
import type { Machine } from '../plan/machine.ts';
import type { Planning } from '../plan/make-plan.ts';
import { formatDuration } from '../report/format.ts';
import type { RunningServer } from '../server/running-server.ts';
import { reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { findMaxFlags } from './find-max-flags.ts';
import { type FindMaxLine, findMaxReportFlags, readFindMaxLine, urlFlags } from './find-max-line.ts';
import { SignalInterrupts } from './interrupts.ts';
import { type LiveViews, subjectOf, withLiveViews } from './live-views.ts';
import type { Manual } from './manual.ts';
import { type Output, planOutputs } from './outputs.ts';
import { fingerprintNotes } from './run-line.ts';
import { envFlags } from './scenario-flags.ts';
import { serverFlags, showLines } from './server-words.ts';
import { showHelp } from './show-help.ts';
import { note } from './terminal.ts';
import { readUrls } from './url-sources.ts';

const usage = `inrush find-max <url|scenario> --slo 'p99 < 200ms, errors < 0.1%' [flags]
inrush find-max <url|scenario> --slo CONDITIONS -- COMMAND

Searches the highest rate at which the target keeps an SLO, by trials of an
open load: answers a rate that holds and one that doesn't, and latency against
rate. docs/find-max.md explains it.`;

const examples = [
  ["inrush find-max 127.0.0.1:8080 --slo 'p99 < 200ms, errors < 0.1%'", 'in 5 minutes at most'],
  ["inrush find-max 127.0.0.1:8080 --slo 'p95 < 50ms' --precision 10% --within 2m", 'sooner, and coarser'],
  ["inrush find-max checkout.yaml --slo 'orders.p99 < 800ms'", 'iterations of a scenario file'],
  ["inrush find-max 127.0.0.1:8080 --slo 'p99 < 200ms' --at-least 500", 'a gate: exit 99 below 500/s'],
  ["inrush find-max 127.0.0.1:3000 --slo 'p99 < 50ms' -- node server.js", 'of a server started for it'],
] as const;

export const findMaxManual: Manual = {
  name: 'find-max',
  usage,
  flags: [...findMaxFlags, ...urlFlags, ...serverFlags, ...findMaxReportFlags, ...envFlags],
  examples,
  wordsAre: 'files',
};

/** `inrush find-max`: the highest rate within an SLO. */
export async function findMaxCommand(args: readonly string[]): Promise<ExitCode> {
  const line = readFindMaxLine(args);
  if (line.wantsHelp) return showHelp(findMaxManual);
  const { outputs, problems } = planOutputs(line.report.outputs, 'find-max');
  const search = { line, outputs, problems: [...line.problems, ...problems], machine: readMachine() };
  return line.file === null ? ofUrls(search) : ofFile(line.file, search);
}

type Search = {
  readonly line: FindMaxLine;
  readonly outputs: readonly Output[];
  readonly problems: readonly Problem[];
  readonly machine: Machine;
};

/** What is wrong besides the URLs is to be told, too. */
const placeholder = { url: 'http://127.0.0.1' };

async function ofUrls(search: Search): Promise<ExitCode> {
  const { line, machine } = search;
  const { urlsFrom, requestsFrom, ...given } = line.scenario;
  const read = await readUrls({ words: line.words, urlsFrom, requestsFrom });
  const { warmupMs } = line.ask;
  const scenario = { ...given, ...(warmupMs === undefined ? {} : { warmupMs }) };
  const urls = read.urls.length === 0 ? [placeholder] : read.urls;
  const planning = planFindMax({ ...scenario, urls }, machine, line.ask);
  const { plan, notes } = planned(planning, [...search.problems, ...read.problems]);
  return watched(search, plan, (watching) => {
    const starting = { answersAt: plan.plan.targets, onLine: watching.onLine };
    return withServer(line.server, starting, (server) =>
      measure(plan, search, { ...watching, notes, server }),
    );
  });
}

async function ofFile(path: string, search: Search): Promise<ExitCode> {
  const { line, machine, problems } = search;
  const { urlsFrom: _urls, requestsFrom: _requests, arrival = 'uniform', ...given } = line.scenario;
  const load = { kind: 'constant-arrival-rate', rate: plannedPerS, for: '10s', arrival } as const;
  const { warmupMs = 0 } = line.ask;
  const overrides = { ...given, warmupMs, load };
  const planning = await loadPlannedScenario(path, { ...line.env, overrides }, machine);
  const wrongWords =
    line.words.length > 1 ? [{ message: `one scenario file, got ${line.words.join(' ')}` }] : [];
  const searchOf = (file: PlannedFile): Planning<FindMaxPlan> => planSearch(file.plan, arrival, line.ask);
  const problemsWith = (file: PlannedFile | null): readonly Problem[] => {
    const wrong = file === null ? null : searchOf(file);
    return [...problems, ...wrongWords, ...(wrong?.ok === false ? wrong.problems : [])];
  };
  return withPlannedFile(planning, problemsWith, async (file, notes) => {
    const { plan } = planned(searchOf(file), []);
    const served = { ...file, serve: line.server ?? file.serve };
    return watched(search, plan, (watching) =>
      withFileServer(served, { onLine: watching.onLine }, (server) =>
        withHooks(file, (shared) =>
          measure({ ...plan, plan: withShared(plan.plan, shared) }, search, { ...watching, notes, server }),
        ),
      ),
    );
  });
}

function planned<T>(planning: Planning<T>, problems: readonly Problem[]): Extract<Planning<T>, { ok: true }> {
  if (planning.ok && problems.length === 0) return planning;
  throw new InrushError('usage', [...problems, ...(planning.ok ? [] : planning.problems)]);
}

type Watching = {
  readonly interrupts: SignalInterrupts;
  readonly views: LiveViews;
  readonly onLine: ((line: string) => void) | undefined;
};

function watched(
  { line }: Search,
  { plan }: FindMaxPlan,
  use: (watching: Watching) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { isQuiet, hasUi } = line.report;
  const interrupts = new SignalInterrupts(isQuiet);
  return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(plan) }, (views) =>
    use({ interrupts, views, onLine: showLines(line.serverDraft, views) }),
  );
}

type Measuring = Watching & { readonly notes: readonly string[]; readonly server: RunningServer | null };

async function measure(
  plan: FindMaxPlan,
  { line, outputs, machine }: Search,
  { interrupts, views, notes, server }: Measuring,
): Promise<ExitCode> {
  const { isQuiet, inconclusive } = line.report;
  const length = `looking for the highest rate within ${plan.slo.text}: ${formatDuration(plan.design.withinMs)} at most`;
  if (!isQuiet) for (const text of [...notes, ...fingerprintNotes(), length]) note(text);
  try {
    const result = await runFindMax(plan, {
      interrupts,
      machine,
      server,
      onTrial: (label) => views.setLabel(label),
      ...views.runOptions,
    });
    await views.deliver(result, outputs, false);
    return reportExitCode(result, interrupts.exitCode, successes(result), inconclusive);
  } catch (error) {
    views.close();
    if (interrupts.exitCode === exitCode.done || !(error instanceof InrushError)) throw error;
    for (const { message } of error.problems) note(message);
    await views.fail(error);
    return interrupts.exitCode;
  }
}

/** Rates at which anything succeeded at all. */
function successes({ rates }: FindMaxResult): number {
  return rates.filter(({ errorPercent }) => errorPercent !== null && errorPercent < 100).length;
}
