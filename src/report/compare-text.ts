import type { CompareResult } from '../gate/compare/compare-result.ts';
import { changeTable } from './change-table.ts';
import {
  changeHeads,
  differenceTexts,
  leftOutTexts,
  methodParts,
  policyText,
  sideText,
  targetText,
} from './compare-parts.ts';
import { clip, reportWidth, wrap } from '../base/fit.ts';
import { formatCount } from './format.ts';
import { trustLines } from './health-lines.ts';
import { facts, field, fieldWidth, sections } from './layout.ts';
import type { Paint, Palette } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { jointVerdict } from './verdict-lines.ts';

const mostListed = 10;
const mostRequestRows = 40;

/** What it comes to, what changed and how sure that is, then what it rests on. */
export function compareText(result: CompareResult, { palette }: ReportOptions): string {
  const { base, head, changes, requestChanges, trust } = result;
  const shown = requestChanges.slice(0, mostRequestRows);
  return sections([
    [
      `${palette.dim(clip(`inrush ${result.inrush}`, 20))}  ${palette.bold(clip(targetText(result), 58))}`,
      ...field('baseline', wrap(`${base.label}: ${sideText(base)}`, fieldWidth), palette.dim),
      ...field('candidate', wrap(`${head.label}: ${sideText(head)}`, fieldWidth), palette.dim),
    ],
    field('NOT GATED', notGatedLines(result), (label) => palette.bold(palette.yellow(label))),
    [...field('verdict', verdictParts(result, palette), palette.dim), ...wrap(result.finding, reportWidth)],
    changeTable(changes, changeHeads, palette),
    requestLines(shown, requestChanges.length, palette),
    [
      ...facts('method', methodParts(result), palette.dim),
      ...listed(' ', result.notes, palette),
      ...listed('left out', leftOutTexts(result), palette),
    ],
    trustLines(trust, palette),
  ]);
}

function verdictParts(result: CompareResult, palette: Palette): string[] {
  const { gates, trust } = result;
  if (gates.length === 0) return [];
  const { verdict, tally } = jointVerdict(gates, trust);
  const paints: Readonly<Record<typeof verdict, Paint>> = {
    passed: palette.green,
    failed: palette.red,
    inconclusive: palette.yellow,
    invalid: palette.red,
  };
  const policy = policyText(result);
  return [
    `${palette.bold(paints[verdict](verdict.toUpperCase()))} · ${tally}`,
    ...(policy === null ? [] : wrap(policy, fieldWidth)),
  ];
}

function notGatedLines(result: CompareResult): string[] {
  const texts = differenceTexts(result);
  if (texts.length === 0) return [];
  return [...capped(texts), 'so no figure below decides anything'].flatMap((text) => wrap(text, fieldWidth));
}

function requestLines(shown: CompareResult['requestChanges'], count: number, palette: Palette): string[] {
  if (shown.length === 0) return [];
  const rest = count - shown.length;
  return [
    palette.dim('by request, which decides nothing by itself'),
    ...changeTable(shown, changeHeads, palette),
    ...(rest > 0 ? [palette.dim(`and ${formatCount(rest)} more`)] : []),
  ];
}

function listed(label: string, texts: readonly string[], palette: Palette): string[] {
  const lines = capped(texts).flatMap((text) => wrap(text, fieldWidth));
  return field(label, lines, palette.dim);
}

function capped(texts: readonly string[]): string[] {
  const rest = texts.length - mostListed;
  return rest > 0 ? [...texts.slice(0, mostListed), `and ${formatCount(rest)} more`] : [...texts];
}
