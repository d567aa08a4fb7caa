import type { Effect, Side } from '../modes/comparison-result.ts';
import { reportedQuantiles } from '../summary/quantiles.ts';
import {
  formatCount,
  formatLatency,
  formatNumber,
  formatPercent,
  formatRate,
  formatRatio,
  noNumber,
} from './format.ts';
import { columns } from './layout.ts';
import { missingPercentiles } from './missing-percentiles.ts';
import type { Palette } from './palette.ts';
import { isLowerBound, percentileCell, seriesOf } from './series.ts';

type Figure = {
  readonly label: string;
  readonly of: (side: Side) => number | null;
  readonly format: (value: number, side: Side) => string;
};

const figures: readonly Figure[] = [
  { label: 'wall time', of: (side) => side.wallMs * 1000, format: formatLatency },
  { label: 'requests per second', of: (side) => side.answeredPerS, format: formatRate },
  { label: 'service time p50', of: (side) => side.p50Us, format: percentileOf },
  { label: 'service time p99', of: (side) => side.p99Us, format: percentileOf },
  { label: 'CPU per request', of: (side) => side.cpuPerRequestUs, format: formatLatency },
  { label: 'open files', of: (side) => side.peakOpenFiles, format: formatCount },
  { label: 'mean in flight', of: (side) => side.meanInFlight, format: formatRate },
];

const compared = reportedQuantiles.filter(({ key }) => key === 'p50Us' || key === 'p99Us');

/** The compared figures of both sides, and the second as a multiple of the first. */
export function sideBySide(sync: Side, async: Side, palette: Palette): string[] {
  const rows = figures.map((figure) => [
    palette.dim(figure.label),
    cell(figure, sync),
    cell(figure, async),
    ratioCell(figure, sync, async),
  ]);
  const head = ['', 'sync', 'async', 'async ÷ sync'].map((label) => palette.dim(label));
  const serviceTimes = [sync, async].flatMap(({ result }) =>
    seriesOf(result).filter(({ name, okOnly }) => name === 'service time' && !okOnly),
  );
  return [
    ...columns([head, ...rows], ['left', 'right', 'right', 'right'], 4),
    ...missingPercentiles(serviceTimes, compared).map((line) => palette.dim(line)),
  ];
}

/** What going async brought, with what each figure is a quotient of. */
export function effectTable(effect: Effect, concurrency: number, palette: Palette): string[] {
  const rows = [
    ['speed-up', text(effect.speedup, formatRatio), 'sync wall time ÷ async wall time'],
    [
      'scaling efficiency',
      text(effect.scalingEfficiency, formatPercent),
      `speed-up ÷ ${formatCount(concurrency)} in flight`,
    ],
    ['latency inflation', text(effect.latencyInflation, formatRatio), 'async ÷ sync service time'],
    ['handled at once', text(effect.handledAtOnce, formatNumber), 'requests the target works on at a time'],
  ];
  return columns(
    rows.map(([label = '', value = '', meaning = '']) => [palette.dim(label), value, palette.dim(meaning)]),
    ['left', 'right', 'left'],
    4,
  );
}

function cell({ of, format }: Figure, side: Side): string {
  return text(of(side), (value) => format(value, side));
}

/** A lower bound says nothing about how many times the other it is. */
function ratioCell(figure: Figure, sync: Side, async: Side): string {
  const [before, after] = [figure.of(sync), figure.of(async)];
  if (before === null || after === null || before === 0) return noNumber;
  return [sync, async].some((side) => isLowerBound(cell(figure, side)))
    ? noNumber
    : formatRatio(after / before);
}

function percentileOf(us: number, side: Side): string {
  return percentileCell(us, side.result.latency.serviceTime.all);
}

function text(value: number | null, format: (value: number) => string): string {
  return value === null ? noNumber : format(value);
}
