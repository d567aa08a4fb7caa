import type { FindMaxFinding, FindMaxResult, RateRow } from '../modes/find-max/find-max-result.ts';
import { hasUnsure, methodParts, rateCells, trialNotes, unsureNote } from './find-max-parts.ts';
import type { ServerUsage } from '../summary/server-usage.ts';
import { clip, flow, reportWidth, wrap } from '../base/fit.ts';
import { trustLines } from './health-lines.ts';
import { columns, facts, field, fieldWidth, firstThatFits, sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import type { Paint, Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { endLines, serverParts } from './server-lines.ts';
import { squeezed } from './series.ts';
import { verdictLines } from './verdict-lines.ts';

/** The answer in a sentence, and latency against rate. */
export function findMaxText(result: FindMaxResult, { palette }: ReportOptions): string {
  const { trust, gates, completion, server } = result;
  return sections([
    [
      `${palette.dim(clip(`inrush ${result.inrush}`, 20))}  ${palette.bold(clip(findMaxSubject(result), 58))}`,
      ...wrap(`highest rate within ${result.slo}`, reportWidth),
    ],
    noticeLines(completion, trust, palette),
    verdictLines(gates, trust, palette),
    wrap(result.finding.sentence, reportWidth).map((line) =>
      palette.bold(paintOf(result.finding, palette)(line)),
    ),
    [...rateTable(result, palette), ...(hasUnsure(result) ? [palette.dim(unsureNote)] : [])],
    [
      ...facts('method', methodParts(result), palette.dim),
      ...field(
        'trials',
        trialNotes(result).flatMap((note) => wrap(note, fieldWidth)),
        palette.dim,
      ),
      ...(server === null ? [] : serverField(server, palette)),
    ],
    trustLines(trust, palette),
  ]);
}

/** `GET http://127.0.0.1:8080/`, or the name of a scenario. */
export function findMaxSubject({ scenario, target }: FindMaxResult): string {
  return scenario === null ? `${target.method} ${target.url}` : `${scenario} at ${target.url}`;
}

function paintOf({ kind }: FindMaxFinding, palette: Palette): Paint {
  const paints: Readonly<Record<FindMaxFinding['kind'], Paint>> = {
    found: palette.green,
    'at-least': palette.green,
    wide: palette.yellow,
    'generator-limited': palette.red,
    'none-holds': palette.red,
  };
  return paints[kind];
}

function serverField(server: ServerUsage, palette: Palette): string[] {
  const parts = flow(serverParts(server), ' · ', fieldWidth);
  return field('server', [...parts, ...endLines(server.ended, palette)], palette.dim);
}

function rateTable(result: FindMaxResult, palette: Palette): string[] {
  const [head = [], ...rows] = rateCells(result);
  const painted = rows.map((row, index) => paintedRow(row, result.rates[index], palette));
  const table = (fit: (cell: string) => string): string[][] => [
    head.map((cell) => palette.dim(cell)),
    ...painted.map((row) => row.map(fit)),
  ];
  const alignments = head.map((_, column) =>
    column === head.length - 1 ? ('left' as const) : ('right' as const),
  );
  return firstThatFits([
    () =>
      columns(
        table((cell) => cell),
        alignments,
        2,
      ),
    () => columns(table(squeezed), alignments, 1),
  ]);
}

function paintedRow(row: readonly string[], rate: RateRow | undefined, palette: Palette): string[] {
  const paints: Readonly<Record<RateRow['verdict'], Paint>> = {
    within: palette.green,
    beyond: palette.red,
    unclear: palette.yellow,
    generator: palette.yellow,
  };
  const last = row.length - 1;
  return row.map((cell, column) =>
    column === last && rate !== undefined ? paints[rate.verdict](cell) : cell,
  );
}
