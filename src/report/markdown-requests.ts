import { errorCount } from '../stats/counters.ts';
import type { Result } from '../summary/result.ts';
import { checkSummary } from './flow-lines.ts';
import { formatCount, formatRate } from './format.ts';
import { code, tableLines } from './markdown-text.ts';
import { plain } from './palette.ts';
import { failedChecksCell, hasRows, timeCells, timeHeads } from './request-table.ts';

const mostRows = 100;
const mostChecks = 10;

/** A row for each request name, where there are several. */
export function requestMarkdown(result: Result): string[] {
  if (!hasRows(result)) return [];
  const head = ['request', 'count', 'req/s', ...timeHeads, 'errors', 'failed checks'];
  const rows = result.requests
    .slice(0, mostRows)
    .map((row) => [
      code(row.name, 60),
      formatCount(row.started),
      formatRate(row.answeredPerS),
      ...timeCells(row),
      formatCount(errorCount(row)),
      failedChecksCell(row, result),
    ]);
  return tableLines(head, rows, ['left', ...head.slice(1).map(() => 'right' as const)]);
}

/** How checks came out: those that failed one by one, each with what came the first time. */
export function checkMarkdown({ checks }: Result): string[] {
  if (checks.length === 0) return [];
  const failed = checks.filter((check) => check.failed > 0);
  const rest = failed.length - mostChecks;
  const rows = failed
    .slice(0, mostChecks)
    .map(({ request, label, passed, failed: count, example }) => [
      `${formatCount(count)} of ${formatCount(passed + count)}`,
      code(request === null ? label : `${request}: ${label}`),
      code(example ?? ''),
    ]);
  return [
    `checks: ${checkSummary(checks, plain)}`,
    ...(rows.length === 0
      ? []
      : ['', ...tableLines(['failed', 'check', 'first'], rows, ['right', 'left', 'left'])]),
    ...(rest > 0 ? ['', `and ${formatCount(rest)} more checks that failed`] : []),
  ];
}
