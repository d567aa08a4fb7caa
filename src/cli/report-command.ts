import { InrushError, type Problem } from '../base/errors.ts';
import type { Baseline } from '../gate/baseline/baseline.ts';
import { readBaselineFile } from '../modes/prepare-gates.ts';
import { readReport } from '../report/read-report.ts';
import { render, type Report } from '../report/registry.ts';
import { parseLine } from './command-line.ts';
import { deliverAs } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type Flag, reading, readText as readFlagText } from './flag.ts';
import type { Manual } from './manual.ts';
import { type Output, planOutputs } from './outputs.ts';
import { overlayRuns } from './overlay-runs.ts';
import { emptyReportDraft, renderFlags, type ReportDraft } from './report-flags.ts';
import { readText } from './url-sources.ts';
import { showHelp } from './show-help.ts';

const baselineFlag: Flag<ReportDraft> = {
  name: 'baseline',
  group: 'Report:',
  value: 'FILE',
  describe: 'Of inrush baseline record, drawn beside a load run in HTML',
  completesTo: 'files',
  read: reading(readFlagText, (draft, path) => (draft.baselinePath = path)),
};

const flags = [...renderFlags, baselineFlag];

export const reportManual: Manual = {
  name: 'report',
  usage: `inrush report RESULT.json... [flags]

Renders a result that -o json wrote, in any format; - reads it from stdin.
Several load runs are drawn over each other, in HTML.
It does not judge: the exit code is 0 whatever the gates of the run came to.`,
  flags,
  examples: [
    ['inrush report result.json --latency', 'as text, with all percentiles'],
    ['inrush report result.json -o markdown=report.md -o csv=series.csv', 'several formats at once'],
    ['inrush report before.json after.json -o html=both.html', 'runs over each other, for a browser'],
    ['ssh ci cat result.json | inrush report -', 'from stdin'],
  ],
  wordsAre: 'files',
};

/** `inrush report RESULT.json...`: renders a stored result again, or draws several over each other. */
export async function reportCommand(args: readonly string[]): Promise<ExitCode> {
  const draft = emptyReportDraft();
  const line = parseLine(args, bind(flags, draft));
  if (line.wantsHelp) return showHelp(reportManual);
  const { outputs: asked, latency, baselinePath } = draft;
  if (line.words.length > 1) {
    const wrongBaseline = baselinePath === null ? [] : [severalProblem];
    await overlayRuns(line.words, asked, [...line.problems, ...wrongBaseline]);
    return exitCode.done;
  }
  const read = await readResult(line.words);
  const { outputs, problems } = planOutputs(asked, read.ok ? read.report.kind : 'load-run');
  const { baseline, problems: wrongBaseline } = await readDrawn(baselinePath, asked, read);
  const found = [...line.problems, ...problems, ...(read.ok ? [] : read.problems), ...wrongBaseline];
  if (!read.ok || found.length > 0) throw new InrushError('usage', found);
  await deliverAs(outputs, (format, palette) => render(read.report, format, { palette, latency, baseline }));
  return exitCode.done;
}

const severalProblem: Problem = {
  message: '--baseline is drawn beside one result, not several',
  hint: 'name one result, or leave it out',
};

type Drawn = { readonly baseline: Baseline | null; readonly problems: readonly Problem[] };

/** A baseline that would not be seen is a mistake. */
async function readDrawn(path: string | null, asked: readonly Output[], read: Reading): Promise<Drawn> {
  if (path === null) return { baseline: null, problems: [] };
  const { baseline, problems } = await readBaselineFile(path);
  const isDrawn = asked.some(({ format }) => format === 'html');
  const isOfRun = !read.ok || read.report.kind === 'load-run';
  const unseen = [
    ...(isDrawn ? [] : [{ message: '--baseline is drawn in HTML only', hint: 'add -o html=FILE' }]),
    ...(isOfRun ? [] : [{ message: '--baseline is drawn beside a load run only', hint: 'leave it out' }]),
  ];
  return { baseline, problems: [...problems, ...unseen] };
}

type Reading =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly problems: readonly Problem[] };

async function readResult([path]: readonly string[]): Promise<Reading> {
  if (path === undefined) {
    const hint = 'name a file that -o json=FILE wrote, or - for stdin';
    return { ok: false, problems: [{ message: 'there is no result to render', hint }] };
  }
  const text = await readText(path);
  if (!text.ok) {
    return { ok: false, problems: [{ message: text.message, hint: 'name a file that -o json=FILE wrote' }] };
  }
  try {
    return { ok: true, report: await readReport(text.value, path === '-' ? 'stdin' : path) };
  } catch (error) {
    if (error instanceof InrushError) return { ok: false, problems: error.problems };
    throw error;
  }
}
