import { clip, printable } from '../base/fit.ts';
import { formatNumber } from './format.ts';
import { type KeyFigure, keyFigures } from './key-figures.ts';
import { reportTitle } from './report-title.ts';
import type { Report, Reporter } from './reporter.ts';

const longestName = 120;

/** Times and errors for github-action-benchmark's tool `customSmallerIsBetter`. */
export const benchmarkReport: Reporter<Report> = (report) => benchmarksOf(report, false);

/** Rates, shares of checks that passed and speed-ups for its tool `customBiggerIsBetter`. */
export const benchmarkBiggerReport: Reporter<Report> = (report) => benchmarksOf(report, true);

function benchmarksOf(report: Report, isHigherBetter: boolean): string {
  const figures = keyFigures(report).filter((figure) => figure.isHigherBetter === isHigherBetter);
  const benchmarks = new Map(figures.map((figure) => [nameOf(figure), figure]));
  const extra = [
    reportTitle(report),
    `inrush ${printable(report.inrush)}, trust ${report.trust.level}`,
    ...(report.completion.state === 'partial' ? ['partial'] : []),
  ].join('\n');
  return `${JSON.stringify(
    [...benchmarks].map(([name, figure]) => ({ name, ...numbersOf(figure), extra })),
    null,
    2,
  )}\n`;
}

/** The action puts names into a Markdown table as code, and knows a line of its chart by them. */
function nameOf({ name }: KeyFigure): string {
  return clip(name, longestName).replaceAll('`', "'").replaceAll('|', '¦');
}

function numbersOf({ unit, value, range }: KeyFigure): object {
  if (range === null) return { unit, value };
  const [low, high] = range.map((bound) => formatNumber(bound, 4));
  return { unit, value, range: `${low} to ${high}` };
}
