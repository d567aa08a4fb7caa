import type { Side, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import { reportedQuantiles } from '../summary/quantiles.ts';
import { formatBytes, formatCount, formatLatency, formatRate, formatRatio, noNumber } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import { missingPercentiles } from './missing-percentiles.ts';
import type { Palette } from './palette.ts';
import { isLowerBound, percentileCell, type Series } from './series.ts';

type Figure = {
  readonly label: string;
  readonly of: (side: Side) => number | null;
  readonly format: (value: number, side: Side) => string;
};

const figures: readonly Figure[] = [
  { label: 'wall time', of: (side) => side.wallMs * 1000, format: formatLatency },
  { label: 'requests per second', of: (side) => side.answeredPerS, format: formatRate },
  { label: 'of them ok', of: (side) => side.okPerS, format: formatRate },
  { label: 'service time p50', of: (side) => side.p50Us, format: percentileOf },
  { label: 'service time p99', of: (side) => side.p99Us, format: percentileOf },
  { label: 'CPU per request', of: (side) => side.cpuPerRequestUs, format: formatLatency },
  { label: 'memory', of: (side) => side.peakMemoryBytes, format: formatBytes },
  { label: 'open files', of: (side) => side.peakOpenFiles, format: formatCount },
  { label: 'mean in flight', of: (side) => side.meanInFlight, format: formatRate },
];

const compared = reportedQuantiles.filter(({ key }) => key === 'p50Us' || key === 'p99Us');

/** The compared figures of all sides, and each side's as a multiple of the first one's. */
export function sideBySide(comparison: SyncVsAsyncResult, palette: Palette): string[] {
  const [head = [], ...rows] = sideRows(comparison);
  const table = [
    head.map((label) => palette.dim(label)),
    ...rows.map(([label = '', ...cells]) => [palette.dim(label), ...cells]),
  ];
  const alignments = head.map((_, column) => (column === 0 ? ('left' as const) : ('right' as const)));
  return [
    ...firstThatFits([4, 3, 2].map((gap) => () => columns(table, alignments, gap))),
    ...sideGaps(comparison).map((line) => palette.dim(line)),
  ];
}

/** The table as text, headed; the first column holds the labels. */
export function sideRows({ sync, threads, async }: SyncVsAsyncResult): string[][] {
  const others = threads === null ? [async] : [threads, async];
  const head =
    threads === null
      ? ['', 'sync', 'async', 'async ÷ sync']
      : ['', 'sync', 'threads', '÷ sync', 'async', '÷ sync'];
  const isFaultless = [sync, ...others].every(({ failed }) => failed === 0);
  const shown = figures.filter(({ label }) => label !== 'of them ok' || !isFaultless);
  const rows = shown.map((figure) => [
    figure.label,
    cell(figure, sync),
    ...others.flatMap((side) => [cell(figure, side), ratioCell(figure, sync, side)]),
  ]);
  return [head, ...rows];
}

/** Why the table has gaps; nothing when it has none. */
export function sideGaps({ sync, threads, async }: SyncVsAsyncResult): string[] {
  const sides = threads === null ? [sync, async] : [sync, threads, async];
  return missingPercentiles(sides.map(serviceSeries), compared);
}

function serviceSeries({ serviceTime }: Side): Series {
  return { name: 'service time', okOnly: false, perRequest: true, distribution: serviceTime };
}

function cell({ of, format }: Figure, side: Side): string {
  const value = of(side);
  return value === null ? noNumber : format(value, side);
}

/** A lower bound says nothing about how many times the other it is. */
function ratioCell(figure: Figure, sync: Side, other: Side): string {
  const [before, after] = [figure.of(sync), figure.of(other)];
  if (before === null || after === null || before === 0) return noNumber;
  return [sync, other].some((side) => isLowerBound(cell(figure, side)))
    ? noNumber
    : formatRatio(after / before);
}

function percentileOf(us: number, side: Side): string {
  return percentileCell(us, side.serviceTime);
}
