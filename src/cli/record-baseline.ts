import { InrushError, type Problem } from '../base/errors.ts';
import type { Baseline } from '../gate/baseline/baseline.ts';
import { readMachine } from '../machine/read-machine.ts';
import { loadPlannedScenario, withPlannedFile } from '../modes/planned-file.ts';
import { recordRuns } from '../modes/record-runs.ts';
import { runPlannedFile } from '../modes/run-scenario.ts';
import { runOnServer, withServer } from '../modes/with-server.ts';
import { makePlan } from '../plan/make-plan.ts';
import { workLengthMs } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { formatCount, formatDuration } from '../report/format.ts';
import type { RunOptions } from '../run/run-load.ts';
import type { Result } from '../summary/result.ts';
import { baselinePathProblems } from './baseline-path.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { SignalInterrupts } from './interrupts.ts';
import { keepBaseline, olderBaseline, refuseUnlike } from './keep-baseline.ts';
import { type LiveViews, subjectOf, withLiveViews } from './live-views.ts';
import { readRecordLine, type RecordLine } from './record-line.ts';
import { fingerprintNotes } from './run-line.ts';
import { showLines } from './server-words.ts';
import { note } from './terminal.ts';
import { readUrls } from './url-sources.ts';

const usualPath = 'baseline.json';

/** `inrush baseline record`: the same load again and again. null: help is wanted. */
export async function recordBaseline(args: readonly string[]): Promise<ExitCode | null> {
  const line = readRecordLine(args);
  if (line.wantsHelp) return null;
  return line.file === null ? recordUrls(line) : recordFile(line, line.file);
}

async function recordUrls(line: RecordLine): Promise<ExitCode> {
  const { urlsFrom, requestsFrom, ...given } = line.scenario;
  const read = await readUrls({ words: line.words, urlsFrom, requestsFrom });
  const machine = readMachine();
  const urls = read.urls.length === 0 ? [{ url: 'http://127.0.0.1' }] : read.urls;
  const planned = makePlan({ ...given, urls }, machine);
  const path = line.record.path ?? usualPath;
  const problems = [...lineProblems(line, path), ...read.problems, ...(planned.ok ? [] : planned.problems)];
  if (!planned.ok || problems.length > 0) throw new InrushError('usage', problems);
  const { plan } = planned;
  const { server } = line;
  const older = await olderBaseline(line.record, path);
  return record(line, { path, older, plan, notes: planned.notes }, (options, onLine) =>
    withServer(server, { answersAt: plan.targets, onLine }, (started) =>
      runOnServer(started, plan, { ...options, machine }),
    ),
  );
}

async function recordFile(line: RecordLine, file: string): Promise<ExitCode> {
  const { urlsFrom: _urls, requestsFrom: _requests, ...overrides } = line.scenario;
  const planning = await loadPlannedScenario(file, { ...line.env, overrides }, readMachine());
  const pathFor = (own: string | null): string => line.record.path ?? own ?? usualPath;
  const more = line.words.filter((word) => word !== file);
  const wrongWords =
    more.length === 0 ? [] : [{ message: `one scenario file, got ${file} ${more.join(' ')}` }];
  return withPlannedFile(
    planning,
    (planned) => [...lineProblems(line, pathFor(planned?.baselinePath ?? null)), ...wrongWords],
    async (planned, notes) => {
      const served = { ...planned, serve: line.server ?? planned.serve };
      const path = pathFor(planned.baselinePath);
      const older = await olderBaseline(line.record, path);
      return record(line, { path, older, plan: planned.plan, notes }, (options, onLine) =>
        runPlannedFile(served, { ...options, server: { onLine } }),
      );
    },
  );
}

function lineProblems({ problems, record: { runs } }: RecordLine, path: string): Problem[] {
  const tooFew =
    runs < 1 ? [{ message: '-r/--runs must be at least 1', hint: '10 tell the noise well' }] : [];
  return [...problems, ...tooFew, ...baselinePathProblems(path)];
}

type Task = {
  readonly path: string;
  /** What the runs are added to; null: nothing. */
  readonly older: Baseline | null;
  readonly plan: Plan;
  readonly notes: readonly string[];
};

type RunOnce = (options: RunOptions, onLine: ((line: string) => void) | undefined) => Promise<Result>;

async function record(line: RecordLine, task: Task, runOnce: RunOnce): Promise<ExitCode> {
  const { isQuiet, hasUi } = line.record;
  const { plan, notes } = task;
  const interrupts = new SignalInterrupts(isQuiet);
  if (!isQuiet) for (const text of [...notes, ...fingerprintNotes(), lengthNote(line, plan)]) note(text);
  return withLiveViews({ isQuiet, hasUi, interrupts, subject: subjectOf(plan) }, (views) =>
    recordAll(line, task, runOnce, { interrupts, views }),
  );
}

const tooFew = new InrushError('cannot-run', [{ message: 'nothing was written: too few runs count' }]);

type Watching = { readonly interrupts: SignalInterrupts; readonly views: LiveViews };

async function recordAll(
  line: RecordLine,
  { path, older }: Task,
  runOnce: RunOnce,
  { interrupts, views }: Watching,
): Promise<ExitCode> {
  const { runs, pauseMs, isQuiet } = line.record;
  const recording = await recordRuns(
    () => runOnce({ interrupts, ...views.runOptions }, showLines(line.serverDraft, views)),
    {
      runs,
      pauseMs,
      onWarmedUp: (result) => refuseUnlike(older, result, path),
      isStopped: () => interrupts.exitCode !== exitCode.done,
      onRun: (number) => {
        const label = number === 0 ? 'warm-up run' : `run ${number} of ${runs}`;
        views.setLabel(label);
        // Where nobody sees the line that is drawn over, minutes of silence look like a stall.
        if (!isQuiet && !process.stderr.isTTY) note(label);
      },
    },
  );
  views.close();
  if (interrupts.exitCode !== exitCode.done) {
    const message = 'nothing was written: the runs were not finished';
    note(message);
    await views.fail(new InrushError('cannot-run', [{ message }]));
    return interrupts.exitCode;
  }
  const last = recording.counted.at(-1);
  const code = await keepBaseline(recording, { asked: runs, path, older });
  if (code === exitCode.done && last !== undefined) {
    await views.finish(last, false);
  } else {
    await views.fail(tooFew);
  }
  return code;
}

/** `11 runs of 10 s each: 2 min 2 s` */
function lengthNote({ record: { runs, pauseMs } }: RecordLine, { work, warmup }: Plan): string {
  const eachMs = workLengthMs(work) + (warmup.kind === 'fixed' ? warmup.ms : warmup.longestMs);
  const count = `${formatCount(runs + 1)} runs, of which the first warms up`;
  if (!Number.isFinite(eachMs)) return count;
  const wholeMs = (runs + 1) * eachMs + runs * pauseMs;
  return `${count}: ${formatDuration(Math.round(wholeMs / 1000) * 1000)}`;
}
