import { errorCount } from '../stats/counters.ts';
import { reportedQuantiles } from '../summary/quantiles.ts';
import type { Distribution, RequestRow, Result } from '../summary/result.ts';
import { clip, clipStart } from '../base/fit.ts';
import { formatCount, formatRate, formatShortCount, noNumber } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import type { Palette } from './palette.ts';
import { extremeCell, percentileCell, squeezed } from './series.ts';

const mostRows = 30;
const nameWidth = 30;
const narrowNameWidth = 18;

const shown = reportedQuantiles.filter(({ key }) => !['p75Us', 'p9999Us'].includes(key));

/** A row for each request name, where there are several: how many, how fast and how they ended; then their times. */
export function requestTable(result: Result, palette: Palette): string[] {
  if (!hasRows(result)) return [];
  const rows = result.requests.slice(0, mostRows);
  const rest = result.requests.length - rows.length;
  return [
    ...countTable(rows, result, palette),
    '',
    ...timeTable(rows, palette),
    ...(rest > 0 ? [palette.dim(`and ${formatCount(rest)} more requests, in all other formats`)] : []),
  ];
}

/** One request alone has the numbers of the run. */
export function hasRows({ requests, checks }: Result): boolean {
  return requests.length > 1 || checks.length > 0;
}

/** The headline time of a row, all outcomes. */
export function timesOf({ responseTime, serviceTime }: RequestRow): Distribution {
  return (responseTime ?? serviceTime).all;
}

/** Checks that failed; none where the request has no checks. */
export function failedChecksCell({ name, failedChecks }: RequestRow, { checks }: Result): string {
  return checks.some(({ request }) => request === name) ? formatCount(failedChecks) : noNumber;
}

/** `p50` to `p99.9` and `max`, as cells of a row. */
export function timeCells(row: RequestRow): string[] {
  const times = timesOf(row);
  return [...shown.map(({ key }) => percentileCell(times[key], times)), extremeCell(times.maxUs, times)];
}

/** The numbers that {@link timeCells} tells. */
export function timeValues(row: RequestRow): (number | null)[] {
  const times = timesOf(row);
  return [...shown.map(({ key }) => times[key]), times.maxUs];
}

export const timeHeads: readonly string[] = [...shown.map(({ label }) => label), 'max'];

function countTable(rows: readonly RequestRow[], result: Result, palette: Palette): string[] {
  const labels = [
    'request',
    'count',
    'req/s',
    'errors',
    ...(result.checks.length > 0 ? ['failed checks'] : []),
  ];
  const head = labels.map((label) => palette.dim(label));
  const alarming = (cell: string, count: number): string => (count > 0 ? palette.red(cell) : cell);
  const cells = rows.map((row) => [
    shownName(row, nameWidth),
    formatShortCount(row.started),
    formatRate(row.answeredPerS),
    alarming(formatShortCount(errorCount(row)), errorCount(row)),
    ...(result.checks.length > 0 ? [alarming(failedChecksCell(row, result), row.failedChecks)] : []),
  ]);
  return columns([head, ...cells], alignmentsOf(head), 2);
}

function timeTable(rows: readonly RequestRow[], palette: Palette): string[] {
  const what = rows[0]?.responseTime === null ? 'service time' : 'response time';
  const head = [what, ...timeHeads].map((label) => palette.dim(label));
  const cells = (width: number): string[][] => rows.map((row) => [shownName(row, width), ...timeCells(row)]);
  const tight = (): string[][] => cells(narrowNameWidth).map((row) => row.map(squeezed));
  return firstThatFits([
    () => columns([head, ...cells(nameWidth)], alignmentsOf(head), 2),
    () => columns([head, ...cells(narrowNameWidth)], alignmentsOf(head), 2),
    () => columns([head, ...tight()], alignmentsOf(head), 1),
  ]);
}

function shownName({ name, url }: RequestRow, width: number): string {
  return name === url ? clipStart(name, width) : clip(name, width);
}

function alignmentsOf(head: readonly string[]): ('left' | 'right')[] {
  return head.map((_, column) => (column === 0 ? 'left' : 'right'));
}
