import { InrushError } from '../base/errors.ts';
import type { AbResult } from '../modes/ab/ab-result.ts';
import { canRedraw } from '../live/terminal/can-redraw.ts';
import { StatusLine } from '../live/terminal/status-line.ts';
import { runAb } from '../modes/ab/run-ab.ts';
import { withWorktrees } from '../modes/ab/worktrees.ts';
import { Stops } from '../modes/stops.ts';
import { formatDuration } from '../report/format.ts';
import { abFlags } from './ab-flags.ts';
import { abReportFlags, loadFlags, readAbLine } from './ab-line.ts';
import { hostOf } from './ab-hosts.ts';
import { type AbPreparation, prepareAb } from './ab-preparation.ts';
import { reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { type LiveViews, withLiveViews } from './live-views.ts';
import type { Manual } from './manual.ts';
import { envFlags } from './scenario-flags.ts';
import { serverFlags, showLines } from './server-words.ts';
import { showHelp } from './show-help.ts';
import { note } from './terminal.ts';

const usage = `inrush ab --a URL --b URL [flags]
inrush ab scenario.yaml --a URL --b URL
inrush ab [URL] --a-serve COMMAND --b-serve COMMAND
inrush ab [URL] --a-ref REF --b-ref REF [--build COMMAND] -- COMMAND
inrush ab --aa URL

Measures two targets by turns under the same load, in short blocks A B, B A,
A B …, and says by how much B differs: exit 99 when it is worse for sure.
docs/ab.md explains it.`;

const examples = [
  ['inrush ab --a http://127.0.0.1:8080/ --b http://127.0.0.1:8081/', 'two servers that run already'],
  ['inrush ab checkout.yaml --a http://127.0.0.1:8080 --b http://127.0.0.1:8081', 'by a scenario file'],
  ["inrush ab --a-serve 'node old.js' --b-serve 'node new.js'", 'started here, each on its own PORT'],
  ["inrush ab --a-ref main --build 'npm ci' -- node server.js", 'two versions of a repository'],
  ['inrush ab --aa http://127.0.0.1:8080/ -R 500', 'what this machine can tell apart'],
] as const;

export const abManual: Manual = {
  name: 'ab',
  usage,
  flags: [...abFlags, ...loadFlags, ...envFlags, ...serverFlags, ...abReportFlags],
  examples,
  wordsAre: 'files',
};

/** `inrush ab`: A against B. */
export async function abCommand(args: readonly string[]): Promise<ExitCode> {
  const line = readAbLine(args);
  if (line.wantsHelp) return showHelp(abManual);
  const prepared = await prepareAb(line);
  try {
    return await watched(prepared);
  } finally {
    prepared.dispose();
  }
}

function watched(prepared: AbPreparation): Promise<ExitCode> {
  const { report, notes, plans } = prepared;
  const { isQuiet, hasUi } = report;
  if (!isQuiet) for (const text of [...notes, lengthNote(prepared)]) note(text);
  const interrupts = new SignalInterrupts(isQuiet);
  const subject = `A: ${plans.a.label} against B: ${plans.b.label}`;
  return withLiveViews({ isQuiet, hasUi, interrupts, subject }, (views) =>
    measure(prepared, { interrupts, views }),
  );
}

async function measure(prepared: AbPreparation, { interrupts, views }: Watching): Promise<ExitCode> {
  const { report } = prepared;
  const afterErrors: Error[] = [];
  try {
    const result = await withFolders(prepared, interrupts, (folders) => {
      const { a, b, showsOutput } = prepared;
      const [folderA = null, folderB = null] = folders;
      const shared = {
        onLine: showLines({ showsOutput }, views),
        onAfterFailed: (error: Error): void => void afterErrors.push(error),
      };
      const hosts = {
        a: hostOf(a, { folder: folderA, ...shared }),
        b: hostOf(b, { folder: folderB, ...shared }),
      };
      return runAb(prepared.plans, {
        interrupts,
        machine: prepared.machine,
        hosts,
        isRestarted: prepared.isRestarted,
        onBlock: (label) => views.setLabel(label),
        ...views.runOptions,
      });
    });
    views.close();
    if (!report.isQuiet) for (const text of tailNotes(prepared, result)) note(text);
    await views.deliver(result, prepared.outputs, report.latency);
    const [afterError] = afterErrors;
    if (afterError !== undefined) throw afterError;
    return reportExitCode(result, interrupts.exitCode, leastSuccesses(result), report.inconclusive);
  } catch (error) {
    views.close();
    if (interrupts.exitCode === exitCode.done) throw error;
    if (error instanceof InrushError) for (const { message } of error.problems) note(message);
    await views.fail(error);
    return interrupts.exitCode;
  }
}

type Watching = { readonly interrupts: SignalInterrupts; readonly views: LiveViews };

/** With the folder of each side where it is a commit, checked out and built. */
async function withFolders<T>(
  { refs: { commits, prefix }, build, report: { isQuiet } }: AbPreparation,
  interrupts: SignalInterrupts,
  use: (folders: readonly string[]) => Promise<T>,
): Promise<T> {
  if (commits.length === 0) return use([]);
  const stops = new Stops(interrupts);
  const { signal } = stops;
  const settings = { repository: process.cwd(), prefix, build, signal, onStep };
  const isDrawn = canRedraw(process.stderr, process.env);
  const status = new StatusLine(process.stderr, isDrawn && !isQuiet);
  try {
    return await withWorktrees(commits, settings, (folders) => {
      status.clear();
      return use(folders);
    });
  } finally {
    status.clear();
  }

  function onStep(text: string): void {
    if (isDrawn) status.draw(text);
    else if (!isQuiet) note(text);
  }
}

function lengthNote({ plans: { design } }: AbPreparation): string {
  const { pairs, mostPairs, blockMs, warmupMs, kind } = design;
  const pairMs = (blockMs + warmupMs + betweenBlocksMs) * (kind === 'duet' ? 1 : 2);
  const length = (count: number): string => formatDuration(Math.round(((count + 2) * pairMs) / 1000) * 1000);
  const more = mostPairs > pairs ? `, up to ${mostPairs} (${length(mostPairs)}) while it is unclear` : '';
  return `${pairs} pairs of blocks: ${length(pairs)}${more}`;
}

/** For starting workers, seen on two cores: 150 to 300 ms. */
const betweenBlocksMs = 300;

/** What took the place of p99 where nobody asked for anything else. */
function tailNotes({ plans }: AbPreparation, { changes }: AbResult): string[] {
  const names = changes.flatMap(({ metric, request }) => (request === null ? [metric] : []));
  if (plans.metrics.wanted.length > 0 || names.includes('p99')) return [];
  const tail = names.find((name) => name.startsWith('p9'));
  const instead = tail === undefined ? 'nothing takes its place' : `${tail} takes its place`;
  return [`blocks have too few requests for p99: ${instead}, unless --block is longer`];
}

function leastSuccesses({ a, b }: AbResult): number {
  return Math.min(a.started - a.failed, b.started - b.failed);
}
