import type { Result } from '../summary/result.ts';
import { accountingParts } from './accounting-lines.ts';
import { flowParts } from './flow-lines.ts';
import { formatCount, formatLatency, formatRate } from './format.ts';
import { loadParts, requestText } from './header.ts';
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
import { plain } from './palette.ts';
import { processorParts } from './processor-parts.ts';
import type { ReportOptions } from './reporter.ts';
import { serverMarkdown } from './server-markdown.ts';
import { seriesOf } from './series.ts';
import { overloadSentence, throughputParts } from './traffic-lines.ts';

/** A load run on one screen. */
export function loadMarkdown(result: Result, { latency }: ReportOptions): string {
  const { trust, gates, completion, generator } = result;
  const answered = `answered ${formatRate(result.throughput.answeredPerS)}/s`;
  const workers = `${formatCount(generator.workers.length)} ${generator.workers.length === 1 ? 'worker' : 'workers'}`;
  const cpu = `CPU ${formatLatency(generator.cpuPerRequestUs)} per request`;
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
    [[prose(`inrush ${result.inrush}`), prose(result.startedAt), workers, cpu, ...others].join(' · ')],
  ]);
}

function flowRows(result: Result): (readonly [string, readonly string[]])[] {
  const { iterations, session, data } = flowParts(result, plain);
  return [
    ['iterations', iterations],
    ['session', session],
    ['data', data.map(prose)],
  ];
}

function trafficTable(result: Result): string[] {
  const { plan, outcomes, missed, errors, leftOut } = accountingParts(result, plain);
  const overload = overloadSentence(result);
  const statuses = Object.entries(result.statusCodes).toSorted(([a], [b]) => a.localeCompare(b));
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ['throughput', throughputParts(result, plain)],
    ['overload', overload === null ? [] : [overload]],
    ['requests', [...plan, ...outcomes]],
    ['missed', missed],
    ['errors', errors],
    ['warm-up', leftOut],
    ...(result.scenario === null ? [] : flowRows(result)),
    ['status', statuses.map(([status, count]) => `${prose(status)} × ${formatCount(count)}`)],
  ];
  const filled = rows.filter(([, parts]) => parts.length > 0);
  return tableLines(
    ['', ''],
    filled.map(([label, parts]) => [label, parts.join(' · ')]),
    ['left', 'left'],
  );
}
