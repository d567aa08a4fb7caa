import { InrushError, type Problem } from '../base/errors.ts';
import { readReport } from '../report/read-report.ts';
import { render, type Report } from '../report/registry.ts';
import { parseLine } from './command-line.ts';
import { deliverAs } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import type { Manual } from './manual.ts';
import { planOutputs } from './outputs.ts';
import { emptyReportDraft, renderFlags } from './report-flags.ts';
import { readText } from './url-sources.ts';
import { showHelp } from './show-help.ts';

export const reportManual: Manual = {
  name: 'report',
  usage: `inrush report RESULT.json [flags]

Renders a result that -o json wrote, in any format; - reads it from stdin.
It does not judge: the exit code is 0 whatever the gates of the run came to.`,
  flags: renderFlags,
  examples: [
    ['inrush report result.json --latency', 'as text, with all percentiles'],
    ['inrush report result.json -o markdown=report.md -o csv=series.csv', 'several formats at once'],
    ['ssh ci cat result.json | inrush report -', 'from stdin'],
  ],
  wordsAre: 'files',
};

/** `inrush report RESULT.json`: renders a stored result again. */
export async function reportCommand(args: readonly string[]): Promise<ExitCode> {
  const draft = emptyReportDraft();
  const flags = bind(renderFlags, draft);
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(reportManual);
  const read = await readResult(line.words);
  const { outputs, problems } = planOutputs(draft.outputs, read.ok ? read.report.kind : 'load-run');
  const found = [...line.problems, ...problems, ...(read.ok ? [] : read.problems)];
  if (!read.ok || found.length > 0) throw new InrushError('usage', found);
  const { latency } = draft;
  await deliverAs(outputs, (format, palette) => render(read.report, format, { palette, latency }));
  return exitCode.done;
}

type Reading =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly problems: readonly Problem[] };

async function readResult(words: readonly string[]): Promise<Reading> {
  const [path, ...rest] = words;
  if (path === undefined || rest.length > 0) {
    const message =
      path === undefined ? 'there is no result to render' : `one result at a time, got ${words.join(' ')}`;
    const hint = 'name a file that -o json=FILE wrote, or - for stdin';
    return { ok: false, problems: [{ message, hint }] };
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
