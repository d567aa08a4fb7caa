import type { CheckResult, FailureCount, Result } from '../../summary/result.ts';
import { checkSummary } from '../flow-lines.ts';
import { formatCount, formatPercent } from '../format.ts';
import { plain } from '../palette.ts';
import { volumeParts } from '../traffic-lines.ts';
import { trafficRows } from '../traffic-rows.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import { factList } from './fact-list.ts';
import type { Facts, Table } from './page.ts';
import type { SectionDraft } from './page-sections.ts';
import { toneOfErrors } from './tones.ts';

/** In the result there are more. */
const mostChecks = 200;

/** What became of what was asked: counts, status codes, failures by reason, checks. */
export function outcomeSection(result: Result): SectionDraft {
  const { failures, sockets, iterations, session, checks, scenario } = result;
  return {
    id: 'outcomes',
    title: 'Outcomes',
    parts: [
      ...trafficFacts(result),
      ...failureTable('failures', 'Failures', failures),
      ...failureTable('socket-faults', 'Socket faults', sockets.faults),
      ...failureTable(
        'ended-early',
        'Iterations that ended early',
        scenario === null ? [] : iterations.failed,
      ),
      ...failureTable('failed-sessions', 'Sessions that failed', session?.failed ?? []),
      ...statusTable(result.statusCodes),
      ...checkTable(checks),
    ],
  };
}

/** Failures by reason with one example each, as the target worded it; nothing without any. */
export function failureTable(id: string, caption: string, failures: readonly FailureCount[]): Table[] {
  if (failures.length === 0) return [];
  return [
    {
      kind: 'table',
      id,
      caption,
      columns: [textColumn('reason'), numberColumn('count'), textColumn('example')],
      rows: failures.map(({ reason, count, example }) => [
        textCell(reason, 'bad'),
        numberCell(formatCount(count), count),
        textCell(example),
      ]),
    },
  ];
}

function trafficFacts(result: Result): Facts[] {
  const { sockets, checks } = result;
  const traffic = trafficRows(result).filter(({ label }) => label !== 'status');
  return factList({
    ...Object.fromEntries(traffic.map(({ label, parts }) => [label, parts])),
    checks: checks.length === 0 ? [] : [checkSummary(checks, plain)],
    sockets: [`opened ${formatCount(sockets.opened)}`],
    bytes: volumeParts(result),
  });
}

function statusTable(statusCodes: Result['statusCodes']): Table[] {
  const counts = Object.entries(statusCodes).toSorted(([a], [b]) => a.localeCompare(b));
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  if (counts.length === 0) return [];
  return [
    {
      kind: 'table',
      id: 'status',
      caption: 'Status codes',
      columns: [textColumn('status'), numberColumn('count'), numberColumn('share')],
      rows: counts.map(([status, count]) => [
        textCell(status, /^[45]/.test(status) ? 'bad' : 'neutral'),
        numberCell(formatCount(count), count),
        numberCell(formatPercent(count / all), count),
      ]),
    },
  ];
}

function checkTable(checks: readonly CheckResult[]): Table[] {
  if (checks.length === 0) return [];
  const rest = checks.length - mostChecks;
  return [
    {
      kind: 'table',
      id: 'checks',
      caption: rest > 0 ? `Checks, the first ${mostChecks} of ${formatCount(checks.length)}` : 'Checks',
      columns: [
        textColumn('check'),
        textColumn('request'),
        numberColumn('passed'),
        numberColumn('failed'),
        textColumn('first failure'),
      ],
      rows: checks
        .slice(0, mostChecks)
        .map(({ request, label, passed, failed, example }) => [
          textCell(label),
          textCell(request ?? ''),
          numberCell(formatCount(passed), passed),
          numberCell(formatCount(failed), failed, toneOfErrors(failed)),
          textCell(example ?? ''),
        ]),
    },
  ];
}
