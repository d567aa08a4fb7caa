import type { FindMaxResult } from '../modes/find-max/find-max-result.ts';
import { hasUnsure, methodParts, rateCells, trialNotes, unsureNote } from './find-max-parts.ts';
import { gateLines, headingLines, noticeMarkdown, trustMarkdown } from './markdown-parts.ts';
import { blocks, code, prose, tableLines } from './markdown-text.ts';
import type { ReportOptions } from './reporter.ts';
import { serverParts } from './server-lines.ts';
import { endMarkdown } from './server-markdown.ts';

/** The answer of a search, and latency against rate, on one screen. */
export function findMaxMarkdown(result: FindMaxResult, _options: ReportOptions): string {
  const { finding, gates, trust, completion, target, scenario, server } = result;
  const subject = scenario === null ? `${target.method} ${target.url}` : `${scenario} at ${target.url}`;
  const [head = [], ...rows] = rateCells(result);
  return blocks([
    headingLines(gates, trust, finding.kind),
    [`${code(subject)} · highest rate within ${code(result.slo)}`],
    noticeMarkdown(completion, trust),
    gateLines(gates),
    [`**${sentenceOf(result)}**`],
    tableLines(
      head,
      rows.map((row) => row.map(prose)),
      head.map((_, column) => (column === head.length - 1 ? 'left' : 'right')),
    ),
    hasUnsure(result) ? [prose(unsureNote)] : [],
    [
      `- ${methodParts(result).map(prose).join(' · ')}`,
      ...trialNotes(result).map((note) => `- ${prose(note)}`),
    ],
    server === null
      ? []
      : [
          `Server ${code(server.command)}: ${serverParts(server).map(prose).join(' · ')}`,
          ...endMarkdown(server.ended),
        ],
    trustMarkdown(trust),
    [[prose(`inrush ${result.inrush}`), prose(result.startedAt)].join(' · ')],
  ]);
}

/** The SLO in it is an expression, and stays in one piece. */
function sentenceOf({ finding, slo }: FindMaxResult): string {
  return finding.sentence
    .split(slo)
    .map((part) =>
      part
        .split(' ')
        .map((word) => prose(word))
        .join(' '),
    )
    .join(code(slo));
}
