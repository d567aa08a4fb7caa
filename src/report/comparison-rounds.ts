import type { SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import type { Result } from '../summary/result.ts';
import { formatCount, formatLatency, formatRatio, noNumber } from './format.ts';
import { columns } from './layout.ts';
import type { Palette } from './palette.ts';

const mostRounds = 12;

/** Wall times and speed-ups round by round; nothing of a single one. */
export function roundTable(comparison: SyncVsAsyncResult, palette: Palette): string[] {
  const [head = [], ...rows] = roundRows(comparison);
  if (rows.length === 0) return [];
  const alignments = head.map((_, column) => (column < 2 ? ('left' as const) : ('right' as const)));
  const dimmed = [head, ...rows].map((row, index) =>
    row.map((cell, column) => (index === 0 || column < 2 ? palette.dim(cell) : cell)),
  );
  return [...columns(dimmed, alignments, 3), ...moreRounds(comparison).map((line) => palette.dim(line))];
}

/** The table as text, headed; empty of a single round. */
export function roundRows({ rounds, sync, threads, async }: SyncVsAsyncResult): string[][] {
  if (rounds.length === 1) return [];
  const head = [
    'round',
    '',
    'sync',
    ...(threads === null ? [] : ['threads', 'speed-up']),
    'async',
    'speed-up',
  ];
  const rows = rounds
    .slice(0, mostRounds)
    .map((round, index) => [
      `${index + 1} ${round.order[0] === 'sync' ? '→' : '←'}`,
      round.counted ? '' : 'left out',
      wallText(sync.runs[index]),
      ...(threads === null ? [] : [wallText(threads.runs[index]), ratioText(round.threadsSpeedup)]),
      wallText(async.runs[index]),
      ratioText(round.speedup),
    ]);
  return [head, ...rows];
}

export function moreRounds({ rounds }: SyncVsAsyncResult): string[] {
  const more = rounds.length - mostRounds;
  return more > 0 ? [`and ${formatCount(more)} more`] : [];
}

function wallText(result: Result | undefined): string {
  return result === undefined ? noNumber : formatLatency(result.wallMs * 1000);
}

function ratioText(ratio: number | null): string {
  return ratio === null ? noNumber : formatRatio(ratio);
}
