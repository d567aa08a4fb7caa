import type { AbResult, AbSide } from '../modes/ab/ab-result.ts';
import {
  abHeads,
  abSubject,
  designParts,
  leftOutTexts,
  pairCells,
  sideParts,
  splitChanges,
  timeSeries,
} from './ab-parts.ts';
import { changeTable } from './change-table.ts';
import { clip, flow, reportWidth, wrap } from '../base/fit.ts';
import { formatCount } from './format.ts';
import { trustLines } from './health-lines.ts';
import { facts, field, fieldWidth, sections } from './layout.ts';
import { noticeLines } from './notice-lines.ts';
import type { Paint, Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { spectrumTable } from './spectrum-table.ts';
import { jointVerdict } from './verdict-lines.ts';

const mostRequestRows = 40;
const mostReasons = 10;
/** Strips of pairs, for the metrics that come first. */
const mostStrips = 4;

/** Both sides, what changed and how sure that is, then what it rests on. */
export function abText(result: AbResult, { palette, latency }: ReportOptions): string {
  const { a, b, gates, trust, completion, design } = result;
  const { deciding, shown } = splitChanges(result);
  return sections([
    [
      `${palette.dim(clip(`inrush ${result.inrush}`, 20))}  ${palette.bold(clip(abSubject(result), 58))}`,
      ...sideLines('A', a, palette),
      ...(design.isSelfTest ? [] : sideLines('B', b, palette)),
    ],
    noticeLines(completion, trust, palette),
    [
      ...(gates.length === 0 ? [] : verdictField(result, palette)),
      ...wrap(result.finding, reportWidth).map((line) => palette.bold(line)),
    ],
    changeTable(deciding, abHeads, palette),
    shown.length === 0
      ? []
      : [
          palette.dim('by request, which decides nothing by itself'),
          ...changeTable(shown.slice(0, mostRequestRows), abHeads, palette),
          ...more(shown.length - mostRequestRows).map((line) => palette.dim(line)),
        ],
    stripLines(result, palette),
    latency ? spectrumTable([timeSeries('A time', a), timeSeries('B time', b)], palette) : [],
    [
      ...facts('method', designParts(result), palette.dim),
      ...field('left out', reasonLines(leftOutTexts(result)), palette.dim),
    ],
    trustLines(trust, palette),
  ]);
}

function sideLines(name: string, side: AbSide, palette: Palette): string[] {
  return facts(name, [clip(side.label, fieldWidth), ...sideParts(side)], palette.dim);
}

/** What doesn't fail by itself is said aloud. */
function verdictField({ gates, trust }: AbResult, palette: Palette): string[] {
  const { verdict, tally } = jointVerdict(gates, trust);
  const paints: Readonly<Record<typeof verdict, Paint>> = {
    passed: palette.green,
    failed: palette.red,
    inconclusive: palette.yellow,
    invalid: palette.red,
  };
  const unclear = verdict === 'inconclusive' ? ['which fails nothing, unless --inconclusive fail'] : [];
  return field(
    'verdict',
    [`${palette.bold(paints[verdict](verdict.toUpperCase()))} · ${tally}`, ...unclear],
    palette.dim,
  );
}

/** Pair by pair: what lies apart from the others is seen at a glance. */
function stripLines(result: AbResult, palette: Palette): string[] {
  const { deciding } = splitChanges(result);
  if (result.pairs.length === 0) return [];
  const strips = deciding.slice(0, mostStrips).flatMap((change, index) => {
    const cells = pairCells(index, change, result.pairs);
    const width = Math.max(...cells.map((cell) => cell.length));
    const padded = cells.map((cell) => cell.padStart(width));
    const isTold = change.effectKind === 'ratio' || cells.some((cell) => /[1-9]/.test(cell));
    return isTold ? field(clip(change.metric, 12), flow(padded, ' ', fieldWidth), palette.dim) : [];
  });
  return strips.length === 0
    ? []
    : [palette.dim('by how many percent B was larger, pair by pair'), ...strips];
}

function reasonLines(texts: readonly string[]): string[] {
  const lines = texts.slice(0, mostReasons).flatMap((text) => wrap(text, fieldWidth));
  return [...lines, ...more(texts.length - mostReasons)];
}

function more(count: number): string[] {
  return count > 0 ? [`and ${formatCount(count)} more`] : [];
}
