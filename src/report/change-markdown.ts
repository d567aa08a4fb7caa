import type { Change, ChangeVerdict } from '../gate/change.ts';
import { type ChangeHeads, changeRows } from './change-table.ts';
import { formatCount } from './format.ts';
import { code, prose, tableLines } from './markdown-text.ts';

const worstFirst: readonly ChangeVerdict[] = ['worse', 'no-data', 'inconclusive', 'better', 'same'];
const signs: Readonly<Record<ChangeVerdict, string>> = {
  worse: '❌',
  'no-data': '❌',
  inconclusive: '⚠️',
  better: '🟢',
  same: '✅',
};

/** A row for each change, at most so many, the worst first. */
export function changeMarkdown(
  changes: readonly Change[],
  heads: ChangeHeads,
  most: number = changes.length,
): string[] {
  if (changes.length === 0) return [];
  const rank = ({ verdict }: Change): number => worstFirst.indexOf(verdict);
  const sorted = changes.toSorted((a, b) => rank(a) - rank(b)).slice(0, most);
  const [head = [], ...rows] = changeRows(sorted, heads);
  const rest = changes.length - sorted.length;
  return [
    ...tableLines(
      ['', ...head.slice(0, -1)],
      rows.map(([name = '', ...cells], index) => {
        const verdict = sorted[index]?.verdict ?? 'no-data';
        return [`${signs[verdict]} ${verdict}`, code(name), ...cells.slice(0, -1).map(prose)];
      }),
      ['left', 'left', ...head.slice(2).map(() => 'right' as const)],
    ),
    ...(rest > 0 ? ['', `and ${formatCount(rest)} more`] : []),
  ];
}

/** `By request: 2 worse, 10 same` */
export function requestSummary(changes: readonly Change[]): string {
  const counts = worstFirst
    .map((verdict) => ({ verdict, count: changes.filter((change) => change.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return `By request: ${counts.map(({ verdict, count }) => `${formatCount(count)} ${verdict}`).join(', ')}`;
}

/** What most readers won't ask. The empty lines let a reader of HTML blocks find the Markdown in them. */
export function folded(summary: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}
