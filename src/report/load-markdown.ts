import type { Result } from '../summary/result.ts';
import { formatRate } from './format.ts';
import { loadParts, requestText } from './header.ts';
import { workerParts } from './health-lines.ts';
import { latencyNotes } from './latency-notes.ts';
import {
  failureMarkdown,
  gateLines,
  headingLines,
  noticeMarkdown,
  percentileMarkdown,
  trustMarkdown,
} from './markdown-parts.ts';
import { checkMarkdown, requestMarkdown } from './markdown-requests.ts';
import { blocks, code, prose, tableLines } from './markdown-text.ts';
import { pacingParts } from './pacing-parts.ts';
import { processorParts } from './processor-parts.ts';
import type { ReportOptions } from './reporter.ts';
import { serverMarkdown } from './server-markdown.ts';
import { seriesOf } from './series.ts';
import { trafficRows } from './traffic-rows.ts';

/** A load run on one screen. */
export function loadMarkdown(result: Result, { latency }: ReportOptions): string {
  const { trust, gates, completion, generator } = result;
  const answered = `answered ${formatRate(result.throughput.answeredPerS)}/s`;
  const pacing = pacingParts(result);
  const kept = processorParts(result).join(', ');
  const others = [
    ...(pacing.length === 0 ? [] : [`pacing ${pacing.join(', ')}`]),
    ...(kept === '' ? [] : [`processors: ${kept}`]),
  ].map(prose);
  return blocks([
    headingLines(gates, trust, answered),
    [`${code(requestText(result))} · ${loadParts(result).map(prose).join(' · ')}`],
    noticeMarkdown(completion, trust),
    gateLines(gates),
    percentileMarkdown(seriesOf(result), latency, result.latency.confidence),
    ...latencyNotes(result).map(({ text }) => [prose(text)]),
    trafficTable(result),
    requestMarkdown(result),
    checkMarkdown(result),
    failureMarkdown('ended early', result.scenario === null ? [] : result.iterations.failed),
    failureMarkdown('failed sessions', result.session?.failed ?? []),
    failureMarkdown('failures', result.failures),
    failureMarkdown('socket faults', result.sockets.faults),
    serverMarkdown(result),
    trustMarkdown(trust),
    [
      [prose(`inrush ${result.inrush}`), prose(result.startedAt), ...workerParts(generator), ...others].join(
        ' · ',
      ),
    ],
  ]);
}

function trafficTable(result: Result): string[] {
  return tableLines(
    ['', ''],
    trafficRows(result).map(({ label, parts }) => [label, parts.map(prose).join(' · ')]),
    ['left', 'left'],
  );
}
