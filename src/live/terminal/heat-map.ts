import { latencyRangesUs } from '../../stats/latency-ranges.ts';
import type { Second, Seconds } from './seconds.ts';

/** How many samples of each second were in one row's range. */
export type HeatRow = {
  /** `1 – 2 ms` */
  readonly label: string;
  /** A shade for each column. */
  readonly cells: string;
  /** Of all measured samples that are shown, 0 to 1; null without any. */
  readonly share: number | null;
};

/** From which share of a second's samples on; the first is for any at all. */
export const shades: readonly { readonly fromShare: number; readonly shade: string }[] = [
  { fromShare: 0, shade: '·' },
  { fromShare: 0.01, shade: '░' },
  { fromShare: 0.1, shade: '▒' },
  { fromShare: 0.3, shade: '▓' },
  { fromShare: 0.6, shade: '█' },
];

/** Ranges that may share a row, so that rows begin at 1, 1.5, 2, 3, 5, 7 of a decade, at 1, 2, 5, at 1, 3, or at 1. */
const rangesPerRow = [1, 2, 3, 6, 12, 18];

/** Of {@link latencyRangesUs}, those from one to before another. */
type Ranges = { readonly from: number; readonly to: number };

const all: Ranges = { from: 0, to: latencyRangesUs.length };

const fewestRows = 3;

/** What is faster than the rest, and rarer than that, gets no row of its own. */
const leastShareOfRow = 0.02;

/** The slowest first, and nothing above it: 3 rows at least, and at most as many as asked for. */
export function heatMap(columns: Seconds, mostRows: number): HeatRow[] {
  const seconds = [...new Set(columns)].filter((second) => second !== null);
  const measured = sumOf(seconds.filter(({ isWarmup }) => !isWarmup));
  const total = countIn(measured, all);
  const rows = rowsFor(sumOf(seconds), mostRows);
  const cells = columns.map((second) => shadesOf(second?.latencyCounts ?? [], rows));
  return rows.map((row, index) => ({
    label: labelOf(row),
    cells: cells.map((column) => column[index] ?? ' ').join(''),
    share: total === 0 ? null : countIn(measured, row) / total,
  }));
}

/** The narrowest ones that hold all that was seen. */
function rowsFor(seen: readonly number[], mostRows: number): Ranges[] {
  const rowOf = (range: number, each: number): number => Math.floor(Math.max(0, range) / each);
  const lowest = lowestOf(seen);
  const highest = seen.findLastIndex((count) => count > 0);
  const each = rangesPerRow.find((size) => rowOf(highest, size) - rowOf(lowest, size) < mostRows) ?? 18;
  const needed = rowOf(highest, each) - rowOf(lowest, each) + 1;
  const rowCount = Math.min(mostRows, Math.max(fewestRows, needed));
  const bottom = Math.max(0, Math.min(rowOf(lowest, each), rowOf(all.to - 1, each) - rowCount + 1));
  const isOpen = countIn(seen, { from: 0, to: bottom * each }) > 0;
  return Array.from({ length: rowCount }, (_, index) => {
    const row = bottom + rowCount - 1 - index;
    return { from: row === bottom && isOpen ? 0 : row * each, to: (row + 1) * each };
  });
}

function lowestOf(seen: readonly number[]): number {
  const rare = countIn(seen, all) * leastShareOfRow;
  let below = 0;
  return seen.findIndex((count) => {
    below += count;
    return below > rare;
  });
}

function shadesOf(counts: readonly number[], rows: readonly Ranges[]): string[] {
  const total = countIn(counts, all);
  return rows.map((row) => {
    const count = countIn(counts, row);
    return count === 0 ? ' ' : (shades.findLast(({ fromShare }) => count / total >= fromShare)?.shade ?? ' ');
  });
}

function countIn(counts: readonly number[], { from, to }: Ranges): number {
  let sum = 0;
  for (let range = from; range < to; range++) sum += counts[range] ?? 0;
  return sum;
}

function sumOf(seconds: readonly Second[]): number[] {
  const sum = latencyRangesUs.map(() => 0);
  for (const { latencyCounts } of seconds) {
    for (const [range, count] of latencyCounts.entries()) sum[range] = (sum[range] ?? 0) + count;
  }
  return sum;
}

function labelOf({ from, to }: Ranges): string {
  const [lowUs, highUs] = [latencyRangesUs[from], latencyRangesUs[to]];
  if (lowUs === undefined) return '';
  const [low, lowUnit] = bound(lowUs);
  if (highUs === undefined) return `≥ ${low} ${lowUnit}`;
  const [high, highUnit] = bound(highUs);
  if (from === 0) return `< ${high} ${highUnit}`;
  return lowUnit === highUnit ? `${low} – ${high} ${highUnit}` : `${low} ${lowUnit} – ${high} ${highUnit}`;
}

function bound(us: number): readonly [amount: number, unit: string] {
  if (us < 1e3) return [us, 'µs'];
  return us < 1e6 ? [us / 1e3, 'ms'] : [us / 1e6, 's'];
}
