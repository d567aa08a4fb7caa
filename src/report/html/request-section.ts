import { errorCount } from '../../stats/counters.ts';
import type { RequestRow, Result } from '../../summary/result.ts';
import { formatCount, formatRate } from '../format.ts';
import { failedChecksCell, hasRows, timeCells, timeHeads, timeValues } from '../request-table.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Cell, Table } from './page.ts';
import type { SectionDraft } from './page-sections.ts';
import { toneOfErrors } from './tones.ts';

/** A row for each request name, where there are several. */
export function requestSection(result: Result): SectionDraft {
  return { id: 'requests', title: 'Requests', parts: hasRows(result) ? [tableOf(result)] : [] };
}

function tableOf(result: Result): Table {
  const hasChecks = result.checks.length > 0;
  const hasAddress = result.requests.some(({ url, name }) => url !== null && url !== name);
  return {
    kind: 'table',
    id: 'requests-by-name',
    caption: `${result.load.model === 'open' ? 'Response' : 'Service'} time by request`,
    columns: [
      textColumn('request'),
      ...['count', 'req/s', ...timeHeads, 'errors'].map((label) => numberColumn(label)),
      ...(hasChecks ? [numberColumn('failed checks')] : []),
      ...(hasAddress ? [textColumn('address')] : []),
    ],
    rows: result.requests.map((row) => [
      textCell(row.name),
      numberCell(formatCount(row.started), row.started),
      numberCell(formatRate(row.answeredPerS), row.answeredPerS),
      ...timesOfRow(row),
      numberCell(formatCount(errorCount(row)), errorCount(row), toneOfErrors(errorCount(row))),
      ...(hasChecks
        ? [numberCell(failedChecksCell(row, result), row.failedChecks, toneOfErrors(row.failedChecks))]
        : []),
      ...(hasAddress ? [textCell(addressOf(row))] : []),
    ]),
  };
}

function timesOfRow(row: RequestRow): Cell[] {
  const values = timeValues(row);
  return timeCells(row).map((text, index) => numberCell(text, values[index] ?? null));
}

function addressOf({ method, url }: RequestRow): string {
  return [method, url].filter((part) => part !== null).join(' ');
}
