import { InrushError, type Problem } from '../base/errors.ts';
import { shapeProblems, type CompareShape } from '../gate/compare/compare-design.ts';
import { compareResults } from '../gate/compare/compare-results.ts';
import { clip } from '../base/fit.ts';
import { parsePercent } from './ab-flags.ts';
import { parseLine } from './command-line.ts';
import { readSide, type SideReading } from './compared-files.ts';
import { deliver, reportExitCode } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type Flag, reading, readText } from './flag.ts';
import type { Manual } from './manual.ts';
import { planOutputs } from './outputs.ts';
import {
  emptyReportDraft,
  inconclusiveFlag,
  quietFlag,
  renderFlags,
  type ReportDraft,
} from './report-flags.ts';
import { showHelp } from './show-help.ts';

const usage = `inrush compare BASE HEAD [flags]

Holds stored runs of a candidate against those of a baseline, and says of each
number whether it is better, worse or the same: exit 99 when one is worse for
sure. Each side is a result that -o json=FILE wrote, a folder of them, or a
baseline of inrush baseline record. docs/compare.md explains it.`;

const examples = [
  ['inrush compare main/ candidate/', 'folders of results: five runs a side or more'],
  ['inrush compare baseline.json result.json', 'one run against a recorded baseline'],
  ['inrush compare main.json candidate.json --run-noise 5%', 'one run a side, on a machine that you know'],
  ['inrush compare main/ candidate/ -o markdown=comment.md', 'for a pull request'],
] as const;

type CompareDraft = { -readonly [Key in keyof CompareShape]: CompareShape[Key] };

const compareFlags: readonly Flag<CompareDraft>[] = [
  {
    name: 'metric',
    group: 'Comparison:',
    value: 'NAME',
    describe: 'What decides, such as p95 or orders.p99; repeatable [p50, p95, p99, rate, errors]',
    isRepeatable: true,
    read: reading(readText, (draft, name) => (draft.metrics = [...(draft.metrics ?? []), name])),
  },
  {
    name: 'min-effect',
    group: 'Comparison:',
    value: 'PERCENT',
    describe: 'Smallest difference that matters [3%]',
    read: reading(parsePercent, (draft, share) => (draft.minEffect = share)),
  },
  {
    name: 'alpha',
    group: 'Comparison:',
    value: 'PERCENT',
    describe: 'Chance of a false alarm, over all metrics [5%]',
    read: reading(parsePercent, (draft, share) => (draft.alpha = share)),
  },
  {
    name: 'run-noise',
    group: 'Comparison:',
    value: 'PERCENT',
    describe: 'How much a run usually differs from the next, where there are too few to tell [a guess: 10%]',
    read: reading(parsePercent, (draft, share) => (draft.runNoise = share)),
  },
  {
    name: 'allow-different',
    group: 'Comparison:',
    value: null,
    describe: 'Show runs of another load or machine, too; nothing is gated then',
    read: (draft) => void (draft.allowDifferent = true),
  },
];

const reportFlags: readonly Flag<ReportDraft>[] = [
  ...renderFlags.filter(({ name }) => name !== 'latency'),
  quietFlag,
  inconclusiveFlag('pass'),
];

export const compareManual: Manual = {
  name: 'compare',
  usage,
  flags: [...compareFlags, ...reportFlags],
  examples,
  wordsAre: 'files',
};

/** `inrush compare BASE HEAD`: stored runs against stored runs. */
export async function compareCommand(args: readonly string[]): Promise<ExitCode> {
  const shape: CompareDraft = {};
  const report: ReportDraft = { ...emptyReportDraft(), inconclusive: 'pass' };
  const line = parseLine(args, [...bind(compareFlags, shape), ...bind(reportFlags, report)]);
  if (line.wantsHelp) return showHelp(compareManual);
  const { outputs, problems } = planOutputs(report.outputs, 'compare');
  const [basePath, headPath, ...more] = line.words;
  const found = [...line.problems, ...problems, ...shapeProblems(shape)];
  if (basePath === undefined || headPath === undefined || more.length > 0) {
    throw new InrushError('usage', [...found, wordProblem(line.words)]);
  }
  const [base, head] = [await readSide(basePath), await readSide(headPath)];
  found.push(...problemsOf(base), ...problemsOf(head));
  if (!base.ok || !head.ok || found.length > 0) throw new InrushError('usage', found);
  const { inconclusive } = report;
  const result = printing(() => compareResults(base.side, head.side, { ...shape, inconclusive }));
  await deliver(result, outputs, { latency: false });
  return reportExitCode(result, exitCode.done, 1, inconclusive);
}

function problemsOf(side: SideReading): readonly Problem[] {
  return side.ok ? [] : side.problems;
}

function wordProblem(words: readonly string[]): Problem {
  const got = words.length === 0 ? 'nothing' : words.join(' ');
  const hint = 'inrush compare BASE HEAD: a result, a folder of results or a baseline each';
  return { message: clip(`two sides are compared, got ${got}`, 300), hint };
}

/** What differs holds texts of the results. */
function printing<T>(compare: () => T): T {
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof InrushError)) throw error;
    throw new InrushError(
      error.code,
      error.problems.map((problem) => ({ ...problem, message: clip(problem.message, 300) })),
    );
  }
}
