import { clip, displayWidth } from '../../base/fit.ts';
import { formatCount, formatRate } from '../../report/format.ts';
import type { Palette } from '../../report/palette.ts';
import { errorCount } from '../../stats/counters.ts';
import type { RequestRow, Result } from '../../summary/result.ts';
import { latencyText } from './tick-text.ts';

const cellWidth = 11;
const mostNameWidth = 60;
const leastNameWidth = 12;
const headings = ['req/s', 'p50', 'p99', 'errors'];

/** A line for each named request, or the first ones where there are too many; none where there is only one. */
export function requestLines(
  snapshot: Result | null,
  mostLines: number,
  width: number,
  palette: Palette,
): string[] {
  const requests = snapshot?.requests ?? [];
  const nameWidth = Math.min(mostNameWidth, width - headings.length * cellWidth);
  if (requests.length < 2 || mostLines < 3 || nameWidth < leastNameWidth) return [];
  const shown = requests.length < mostLines ? requests : requests.slice(0, mostLines - 2);
  const rest = requests.length - shown.length;
  return [
    palette.dim('request'.padEnd(nameWidth) + cells(headings)),
    ...shown.map((row) => line(row, nameWidth, palette)),
    ...(rest > 0 ? [palette.dim(`and ${formatCount(rest)} more`)] : []),
  ];
}

function line(row: RequestRow, nameWidth: number, palette: Palette): string {
  const { p50Us, p99Us } = (row.responseTime ?? row.serviceTime).all;
  const errors = errorCount(row);
  const name = clip(row.name, nameWidth - 1);
  const numbers = cells([formatRate(row.answeredPerS), latencyText(p50Us), latencyText(p99Us)]);
  const count = cells([formatCount(errors)]);
  return `${name}${' '.repeat(nameWidth - displayWidth(name))}${numbers}${errors > 0 ? palette.red(count) : count}`;
}

function cells(texts: readonly string[]): string {
  return texts.map((text) => text.padStart(cellWidth)).join('');
}
