import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { accountingParts } from './accounting-lines.ts';
import { effectRows } from './comparison-effect.ts';
import { failingSides, type FailingSide } from './comparison-failures.ts';
import { moreRounds, roundRows } from './comparison-rounds.ts';
import { comparisonServerEnd, comparisonServerParts } from './comparison-server.ts';
import { sweepRows, sweepSentences } from './comparison-sweep.ts';
import { methodParts, spectrumOf } from './comparison-text.ts';
import {
  failureMarkdown,
  gateLines,
  headingLines,
  noticeMarkdown,
  percentileMarkdown,
  trustMarkdown,
} from './markdown-parts.ts';
import { blocks, code, prose, tableLines } from './markdown-text.ts';
import { requestText } from './header.ts';
import { plain } from './palette.ts';
import type { ReportOptions } from './reporter.ts';
import { endMarkdown } from './server-markdown.ts';
import { sideGaps, sideRows } from './side-by-side.ts';

/** The sides of a comparison and what it found, on one screen. */
export function comparisonMarkdown(comparison: SyncVsAsyncResult, { latency }: ReportOptions): string {
  const { trust, gates, completion, sweep, finding } = comparison;
  return blocks([
    headingLines(gates, trust, finding.kind),
    [`${code(requestText(comparison))} · ${methodParts(comparison).map(prose).join(' · ')}`],
    noticeMarkdown(completion, trust),
    gateLines(gates),
    [`**${prose(finding.sentence)}**`],
    figureTable(sideRows(comparison)),
    sideGaps(comparison),
    latency ? percentileMarkdown(spectrumOf(comparison), true) : [],
    effectMarkdown(comparison),
    figureTable(roundRows(comparison)),
    moreRounds(comparison),
    sweep === null ? [] : figureTable(sweepRows(sweep)),
    (sweep === null ? [] : sweepSentences(sweep)).flatMap(([label, sentences]) =>
      sentences.length === 0 ? [] : [`- ${label}: ${sentences.map(prose).join('; ')}`],
    ),
    ...failingSides(comparison).flatMap(failureBlocks),
    serverBlock(comparison),
    trustMarkdown(trust),
    [[prose(`inrush ${comparison.inrush}`), prose(comparison.startedAt)].join(' · ')],
  ]);
}

function serverBlock(comparison: SyncVsAsyncResult): string[] {
  const parts = comparisonServerParts(comparison);
  if (parts.length === 0) return [];
  const ended = comparisonServerEnd(comparison);
  return [`Server: ${parts.map(prose).join(' · ')}`, ...endMarkdown(ended)];
}

/** A headed table with its labels at the left and figures at the right; nothing of no rows. */
function figureTable([head = [], ...rows]: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  return tableLines(head, rows, ['left', ...head.slice(1).map(() => 'right' as const)]);
}

function effectMarkdown(comparison: SyncVsAsyncResult): string[] {
  const rows = effectRows(comparison);
  const isHeaded = comparison.threads !== null;
  const head = isHeaded ? (rows[0] ?? []) : ['', '', ''];
  const values = head.slice(2).map(() => 'right' as const);
  return tableLines(head, isHeaded ? rows.slice(1) : rows, ['left', ...values, 'left']);
}

function failureBlocks({ name, result }: FailingSide): string[][] {
  const { plan, outcomes, errors } = accountingParts(result, plain);
  return [
    [`- ${name}: ${[...plan, ...outcomes, ...errors].join(' · ')}`],
    failureMarkdown(`failures, ${name}`, result.failures),
    failureMarkdown(`socket faults, ${name}`, result.sockets.faults),
  ];
}
