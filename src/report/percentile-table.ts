import { reportedQuantiles } from '../summary/quantiles.ts';
import type { Confidence } from '../summary/result.ts';
import { type BoundRow, confidenceParts } from './confidence-rows.ts';
import { formatCount } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import { missingPercentiles } from './missing-percentiles.ts';
import type { Palette } from './palette.ts';
import { extremeCell, percentileCell, squeezed, type Series } from './series.ts';

/** Wide enough for `1.24 ms`, so that the columns of two runs line up. */
const cellWidth = 7;
/** `  95 % from`, and `to` beneath `from`. */
const boundWidth = 11;

const shown = reportedQuantiles.filter(({ key }) => key !== 'p9999Us');

/**
 * One row a series, `p50` to `max`, how sure the first one's percentiles are, and below it what a missing one would have
 * needed.
 */
export function percentileTable(
  series: readonly Series[],
  palette: Palette,
  confidence: Confidence | null = null,
): string[] {
  const head = ['', ...shown.map(({ label }) => label), 'max'].map((label) => palette.dim(label));
  const { rows: bounds, notes } = confidenceParts(confidence, series[0]?.distribution, shown);
  const rows = series.flatMap((one, index) =>
    index === 0
      ? [rowOf(one, true, palette), ...bounds.map((bound) => boundRowOf(bound, palette))]
      : [rowOf(one, false, palette)],
  );
  const squeezedRows = rows.map((row) => row.map(squeezed));
  const alignments = ['left' as const, ...head.slice(1).map(() => 'right' as const)];
  return [
    ...firstThatFits([
      () => columns([head, ...rows], alignments, 2),
      () => columns([head, ...rows], alignments, 1),
      () => columns([head, ...squeezedRows], alignments, 1),
    ]),
    ...[...missingPercentiles(series, shown), ...notes, ...smallSample(series[0])].map((line) =>
      palette.dim(line),
    ),
  ];
}

function rowOf({ name, okOnly, distribution }: Series, isHeadline: boolean, palette: Palette): string[] {
  const cells = [
    ...shown.map(({ key }) => percentileCell(distribution[key], distribution)),
    extremeCell(distribution.maxUs, distribution),
  ].map((cell) => cell.padStart(cellWidth));
  const label = palette.dim(okOnly ? '  ok only' : name);
  return [label, ...(isHeadline ? cells.map((cell) => palette.bold(cell)) : cells)];
}

function boundRowOf({ label, cellOf }: BoundRow, palette: Palette): string[] {
  const cells = [...shown.map(({ key }) => cellOf(key)), ''].map((cell) => cell.padStart(cellWidth));
  return [label.padStart(boundWidth), ...cells].map((cell) => palette.dim(cell));
}

/** A few requests still tell something, if not a single percentile. */
function smallSample(headline: Series | undefined): string[] {
  if (headline === undefined || headline.distribution.count === 0) return [];
  const { name, distribution } = headline;
  if (distribution.p50Us !== null) return [];
  const min = percentileCell(distribution.minUs, distribution);
  const mean = extremeCell(distribution.meanUs, distribution);
  return [
    `${name} over ${formatCount(distribution.count)} ${distribution.count === 1 ? 'sample' : 'samples'}: min ${min}, mean ${mean}`,
  ];
}
