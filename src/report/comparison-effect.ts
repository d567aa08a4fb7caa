import type { Effect, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { formatCount, formatNumber, formatPercent, formatRatio, noNumber } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import type { Palette } from './palette.ts';

type Row = {
  readonly label: string;
  readonly of: (effect: Effect) => string;
  readonly meaning: string;
};

/** What going async, or taking threads, brought; with what each figure is a quotient of. */
export function effectTable(comparison: SyncVsAsyncResult, palette: Palette): string[] {
  const rows = effectRows(comparison);
  const table = rows.map((row, index) =>
    // The head is dim, too.
    row.map((cell, column) =>
      column === 0 || column === row.length - 1 || (comparison.threads !== null && index === 0)
        ? palette.dim(cell)
        : cell,
    ),
  );
  const values = comparison.threads === null ? 1 : 2;
  const alignments = [
    'left' as const,
    ...Array.from({ length: values }, () => 'right' as const),
    'left' as const,
  ];
  return firstThatFits([4, 3, 2].map((gap) => () => columns(table, alignments, gap)));
}

/** The table as text; only with threads it has a head. */
export function effectRows(comparison: SyncVsAsyncResult): string[][] {
  const { effect, threads } = comparison;
  const effects = threads === null ? [effect] : [threads.effect, effect];
  const head = threads === null ? [] : [['', 'threads', 'async', '']];
  return [
    ...head,
    ...rowsOf(comparison).map(({ label, of, meaning }) => [label, ...effects.map(of), meaning]),
  ];
}

function rowsOf({ threads, concurrency, rounds, sync, async }: SyncVsAsyncResult): Row[] {
  const isFaultless = sync.failed + async.failed + (threads?.failed ?? 0) === 0;
  const counted = rounds.filter((round) => round.counted).length;
  const its = threads === null ? 'async' : 'its';
  const inFlight = threads === null ? `${formatCount(concurrency)} in flight` : 'requests in flight';
  const interval = {
    label: '95 % interval',
    of: intervalText,
    meaning: counted === 1 ? 'needs ≥ 2 whole rounds' : `of the speed-up, from ${counted} rounds`,
  };
  return [
    {
      label: 'speed-up',
      of: ({ speedup }) => text(speedup, formatRatio),
      meaning: isFaultless ? `sync wall time ÷ ${its} wall time` : `${its} ÷ sync ok per second`,
    },
    ...(rounds.length === 1 ? [] : [interval]),
    {
      label: 'scaling efficiency',
      of: ({ scalingEfficiency }) => text(scalingEfficiency, formatPercent),
      meaning: `speed-up ÷ ${inFlight}`,
    },
    {
      label: 'latency inflation',
      of: ({ latencyInflation }) => text(latencyInflation, formatRatio),
      meaning: `${its} ÷ sync service time`,
    },
    {
      label: 'handled at once',
      of: ({ handledAtOnce }) => text(handledAtOnce, formatNumber),
      meaning: threads === null ? 'requests the target works on at a time' : 'requests the target works on',
    },
  ];
}

/** `43.1–48.2×`; two rounds may give one that says nothing, over many digits. */
export function intervalText({ speedupInterval }: Effect): string {
  if (speedupInterval === null) return noNumber;
  const { low, high } = speedupInterval;
  if (low < 0.01 || high >= 10_000) return 'too wide';
  return `${formatRatio(low).replace('×', '')}–${formatRatio(high)}`;
}

function text(value: number | null, format: (value: number) => string): string {
  return value === null ? noNumber : format(value);
}
