import type { AbResult, AbSide } from '../modes/ab/ab-result.ts';
import {
  abHeads,
  designParts,
  leftOutTexts,
  orderText,
  pairCells,
  sideParts,
  splitChanges,
  timeSeries,
} from './ab-parts.ts';
import { changeMarkdown, folded, requestSummary } from './change-markdown.ts';
import { formatCount } from './format.ts';
import { headingLines, noticeMarkdown, percentileMarkdown, trustMarkdown } from './markdown-parts.ts';
import { blocks, code, prose, tableLines } from './markdown-text.ts';
import type { ReportOptions } from './reporter.ts';

const mostRequestRows = 100;
const mostReasons = 20;

/** For a comment on a pull request: the verdict first, and folded what most readers won't ask. */
export function abMarkdown(result: AbResult, { latency }: ReportOptions): string {
  const { a, b, gates, trust, completion, design } = result;
  const { deciding, shown } = splitChanges(result);
  return blocks([
    headingLines(gates, trust, design.isSelfTest ? 'A against itself' : 'A against B'),
    noticeMarkdown(completion, trust),
    [`**${prose(result.finding)}**`],
    changeMarkdown(deciding, abHeads),
    shown.length === 0 ? [] : folded(requestSummary(shown), changeMarkdown(shown, abHeads, mostRequestRows)),
    latency ? percentileMarkdown([timeSeries('A, all pairs', a), timeSeries('B, all pairs', b)], true) : [],
    folded('Pair by pair, by how many percent B was larger', pairTable(result)),
    folded('How it was measured', [
      ...sideLine('A', a),
      ...(design.isSelfTest ? [] : sideLine('B', b)),
      ...designParts(result).map((part) => `- ${prose(part)}`),
      ...leftOutLines(result),
      '',
      ...trustMarkdown(trust),
    ]),
    [[prose(`inrush ${result.inrush}`), prose(result.startedAt)].join(' · ')],
  ]);
}

function sideLine(name: string, side: AbSide): string[] {
  return [`- ${name} ${code(side.label)}: ${sideParts(side).map(prose).join(' · ')}`];
}

function pairTable(result: AbResult): string[] {
  const { deciding } = splitChanges(result);
  const columns = deciding.map((change, index) => pairCells(index, change, result.pairs));
  if (result.pairs.length === 0 || columns.length === 0) return [];
  return tableLines(
    ['pair', 'order', ...deciding.map(({ metric }) => code(metric))],
    result.pairs.map(({ order }, pair) => [
      formatCount(pair + 1),
      orderText(order),
      ...columns.map((cells) => cells[pair] ?? ''),
    ]),
    ['right', 'left', ...deciding.map(() => 'right' as const)],
  );
}

function leftOutLines(result: AbResult): string[] {
  const texts = leftOutTexts(result);
  const rest = texts.length - mostReasons;
  return [
    ...texts.slice(0, mostReasons).map((text) => `- left out, ${prose(text)}`),
    ...(rest > 0 ? [`- and ${formatCount(rest)} more`] : []),
  ];
}
