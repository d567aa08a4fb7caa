import { InrushError, type Problem } from '../base/errors.ts';
import { findTrend, trendProblems } from '../gate/trend/find-trend.ts';
import { shapeProblems } from '../gate/trend/trend-shape.ts';
import { clip } from '../base/fit.ts';
import { parseLine } from './command-line.ts';
import { deliver, reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind } from './flag.ts';
import type { Manual } from './manual.ts';
import { planOutputs } from './outputs.ts';
import { emptyReportDraft, type ReportDraft } from './report-flags.ts';
import { showHelp } from './show-help.ts';
import { readStoredRuns } from './stored-runs.ts';
import { type TrendDraft, trendFlags, trendReportFlags } from './trend-flags.ts';

export const trendManual: Manual = {
  name: 'trend',
  usage: `inrush trend DIR [flags]

Reads the results in a folder, which -o json=FILE wrote, and finds where they
changed: since which run, from what to what, and how sure that is; newest
first. docs/trend.md explains it.`,
  flags: [...trendFlags, ...trendReportFlags],
  examples: [
    ['inrush trend results/', 'what changed, and when'],
    ['inrush trend results/ --metric orders.p99 --last 100', 'one metric of the newest 100 runs'],
    ['inrush trend results/ --fail-on-alert 10', 'a gate: did it get worse within the newest 10 runs?'],
  ],
  wordsAre: 'files',
};

/** `inrush trend DIR`: change points in stored results. */
export async function trendCommand(args: readonly string[]): Promise<ExitCode> {
  const draft: TrendDraft = {};
  const report: ReportDraft = { ...emptyReportDraft(), inconclusive: 'pass' };
  const line = parseLine(args, [...bind(trendFlags, draft), ...bind(trendReportFlags, report)]);
  if (line.wantsHelp) return showHelp(trendManual);
  const { outputs, problems } = planOutputs(report.outputs, 'trend');
  const read = await readStoredRuns(line.words);
  const source = { label: line.words.join(' '), runs: read.runs, others: read.others };
  const shape = { ...draft, inconclusive: report.inconclusive };
  const found = [...line.problems, ...problems, ...wordProblems(line.words), ...read.problems];
  // Without the runs it can't be told which metrics there are; and what can't be read may be all there is.
  const isWhole = line.words.length > 0 && read.problems.length === 0;
  found.push(...(isWhole ? trendProblems(source, shape) : shapeProblems(shape)));
  if (found.length > 0) throw new InrushError('usage', found.map(printed));
  const result = findTrend(source, shape);
  await deliver(result, outputs, { latency: report.latency });
  return reportExitCode(result, exitCode.done, result.runs.length, report.inconclusive);
}

function wordProblems(words: readonly string[]): Problem[] {
  const hint = 'name one with what -o json=FILE wrote: inrush trend results/';
  return words.length > 0 ? [] : [{ message: 'there is no folder of results', hint }];
}

/** Names of files and requests may hold anything. */
function printed(problem: Problem): Problem {
  return { ...problem, message: clip(problem.message, 300) };
}
