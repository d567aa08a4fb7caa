import type { ComparedSide, Sweep, SyncVsAsyncResult } from '../../modes/sync-vs-async/comparison-result.ts';
import { effectRows } from '../comparison-effect.ts';
import { moreRounds, roundRows } from '../comparison-rounds.ts';
import { sweepRows, sweepSentences } from '../comparison-sweep.ts';
import { sideGaps, sideRows } from '../side-by-side.ts';
import type { Facts, Figures, Table } from './page.ts';
import { rowsTable } from './rows-table.ts';
import { usedColumns } from './used-columns.ts';

/** What going async brought, large; with threads beside it in a table. */
export function effectFigures(comparison: SyncVsAsyncResult): Figures {
  const rows = effectRows({ ...comparison, threads: null });
  return {
    kind: 'figures',
    items: rows.map(([label = '', value = '', note = '']) => ({ label, value, note, tone: 'neutral' })),
  };
}

export function effectTable(comparison: SyncVsAsyncResult): Table[] {
  if (comparison.threads === null) return [];
  const rows = effectRows(comparison);
  const last = (rows[0]?.length ?? 0) - 1;
  return rowsTable({
    id: 'effects-table',
    caption: 'Against sync',
    rows: rows.map((row, index) => (index === 0 ? ['figure', ...row.slice(1, -1), 'meaning'] : row)),
    isNumber: (column) => column > 0 && column < last,
  });
}

/** The compared figures of all sides. */
export function sideTable(comparison: SyncVsAsyncResult): Table[] {
  const [head = [], ...rows] = sideRows(comparison);
  const gaps = sideGaps(comparison).join(' ');
  return rowsTable({
    id: 'sides-table',
    caption: gaps === '' ? 'Figures of each side' : `Figures of each side (${gaps})`,
    rows: [['figure', ...head.slice(1)], ...rows],
    isNumber: (column) => column > 0,
  });
}

export function roundTable(comparison: SyncVsAsyncResult): Table[] {
  const [head = [], ...rows] = roundRows(comparison);
  const tables = rowsTable({
    id: 'rounds-table',
    caption: [
      'Round by round; an arrow to the left: the sides ran backwards',
      ...moreRounds(comparison),
    ].join(', '),
    rows: [[head[0] ?? '', 'note', ...head.slice(2)], ...rows],
    isNumber: (column) => column > 1,
    orderOf: (row, column) => roundOrders(comparison, row)[column - 2] ?? null,
  });
  return tables.map(usedColumns);
}

/** Level by level. */
export function sweepTable(sweep: Sweep): Table[] {
  return rowsTable({
    id: 'sweep-levels',
    caption: 'Level by level',
    rows: sweepRows(sweep),
    isNumber: () => true,
    orderOf: (row, column) => levelOrders(sweep.levels[row])[column] ?? null,
    toneOf: (row, column) =>
      column === failedColumn && (sweep.levels[row]?.failed ?? 0) > 0 ? 'bad' : 'neutral',
  });
}

/** What a sweep says. */
export function sweepFacts(sweep: Sweep): Facts {
  const told = sweepSentences(sweep).filter(([, sentences]) => sentences.length > 0);
  return { kind: 'facts', items: told.map(([label, sentences]) => ({ label, text: sentences.join('; ') })) };
}

const failedColumn = 7;

/** In the order of the columns of {@link sweepRows}. */
function levelOrders(level: ComparedSide | undefined): readonly (number | null)[] {
  if (level === undefined) return [];
  const { concurrency, wallMs, okPerS, effect, p50Us, p99Us, failed } = level;
  return [concurrency, wallMs, okPerS, effect.speedup, effect.scalingEfficiency, p50Us, p99Us, failed];
}

/** The columns of {@link roundRows} that hold figures. */
function roundOrders({ rounds, sync, threads, async }: SyncVsAsyncResult, row: number): (number | null)[] {
  const round = rounds[row];
  return [
    sync.runs[row]?.wallMs ?? null,
    ...(threads === null ? [] : [threads.runs[row]?.wallMs ?? null, round?.threadsSpeedup ?? null]),
    async.runs[row]?.wallMs ?? null,
    round?.speedup ?? null,
  ];
}
