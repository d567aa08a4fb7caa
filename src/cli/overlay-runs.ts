import { basename } from 'node:path';
import { InrushError, type Problem } from '../base/errors.ts';
import { clip } from '../base/fit.ts';
import { readReport } from '../report/read-report.ts';
import type { NamedResult } from '../report/html/overlay-page.ts';
import { deliverAs } from './deliver.ts';
import { type Output, planOutputs } from './outputs.ts';
import { readText } from './url-sources.ts';

/** More lines than that nobody tells apart. */
const mostRuns = 16;
const mostNameWidth = 80;

/** Draws stored load runs over each other, as a page. Throws `usage` with all that is wrong with them. */
export async function overlayRuns(
  paths: readonly string[],
  asked: readonly Output[],
  lineProblems: readonly Problem[],
): Promise<void> {
  const readings: RunReading[] = [];
  for (const path of paths.slice(0, mostRuns)) readings.push(await readRun(path));
  const problems = [
    ...lineProblems,
    ...planOutputs(asked).problems,
    ...formatProblems(asked),
    ...countProblems(paths),
    ...readings.flatMap((each) => each.problems),
  ];
  if (problems.length > 0) throw new InrushError('usage', problems);
  const names = shortNames(paths);
  const runs = readings.flatMap(({ run }, index) =>
    run === null ? [] : [{ name: clip(names[index] ?? '', mostNameWidth), result: run }],
  );
  const { overlayPage } = await import('../report/html/overlay-page.ts');
  const { htmlDocument } = await import('../report/html/html-document.ts');
  await deliverAs(asked, () => Promise.resolve(htmlDocument(overlayPage(runs))));
}

type RunReading = { readonly run: NamedResult['result'] | null; readonly problems: readonly Problem[] };

async function readRun(path: string): Promise<RunReading> {
  const text = await readText(path);
  if (!text.ok) return refusal(text.message, 'name files that -o json=FILE wrote');
  try {
    const report = await readReport(text.value, nameOf(path));
    if (report.kind === 'load-run') return { run: report, problems: [] };
    return refusal(`${nameOf(path)}: it is no load run`, 'only load runs are drawn over each other');
  } catch (error) {
    if (error instanceof InrushError) return { run: null, problems: error.problems };
    throw error;
  }
}

function refusal(message: string, hint: string): RunReading {
  return { run: null, problems: [{ message, hint }] };
}

function formatProblems(asked: readonly Output[]): Problem[] {
  if (asked.length > 0 && asked.every(({ format }) => format === 'html')) return [];
  const hint = 'add -o html=FILE and no other; inrush compare holds two sides against each other';
  return [{ message: 'several results at once are drawn in HTML only', hint }];
}

function countProblems(paths: readonly string[]): Problem[] {
  const fromStdin = paths.filter((path) => path === '-').length;
  const hint = 'inrush trend follows one number over many runs';
  return [
    ...(paths.length > mostRuns
      ? [{ message: `${paths.length} results are too many for one page, at most ${mostRuns}`, hint }]
      : []),
    ...(fromStdin > 1 ? [{ message: 'stdin can be read only once', hint: 'name one -' }] : []),
  ];
}

/** The names of the files, or their paths where those are the same. */
function shortNames(paths: readonly string[]): readonly string[] {
  const short = paths.map((path) => basename(nameOf(path), '.json'));
  return new Set(short).size === short.length ? short : paths.map(nameOf);
}

function nameOf(path: string): string {
  return path === '-' ? 'stdin' : path;
}
