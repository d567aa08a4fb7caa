import { reportedQuantiles } from '../summary/quantiles.ts';
import { formatShortCount } from './format.ts';
import { columns, firstThatFits } from './layout.ts';
import type { Palette } from './palette.ts';
import { missingPercentiles } from './missing-percentiles.ts';
import { extremeCell, percentileCell, squeezed, type Series } from './series.ts';

/** One column a series, from count and minimum to the maximum: every figure that a result holds of it. */
export function spectrumTable(series: readonly Series[], palette: Palette): string[] {
  const heads = series.map(headOf);
  const rows = [
    ['', ...heads.map(([first]) => palette.dim(first))],
    ['', ...heads.map(([, second]) => palette.dim(second))],
    ...figureRows(series).map(([label = '', ...cells]) => [palette.dim(label), ...cells]),
  ];
  const alignments = ['left' as const, ...series.map(() => 'right' as const)];
  return [
    ...firstThatFits([
      () => columns(rows, alignments, 2),
      () => columns(rows, alignments, 1),
      () =>
        columns(
          rows.map((row) => row.map(squeezed)),
          alignments,
          1,
        ),
    ]),
    ...missingPercentiles(series, reportedQuantiles).map((line) => palette.dim(line)),
  ];
}

function figureRows(series: readonly Series[]): string[][] {
  const distributions = series.map(({ distribution }) => distribution);
  return [
    ['count', ...distributions.map(({ count }) => formatShortCount(count))],
    ['min', ...distributions.map((one) => percentileCell(one.minUs, one))],
    ['mean', ...distributions.map((one) => extremeCell(one.meanUs, one))],
    ...reportedQuantiles.map(({ key, label }) => [
      label,
      ...distributions.map((one) => percentileCell(one[key], one)),
    ]),
    ['max', ...distributions.map((one) => extremeCell(one.maxUs, one))],
  ];
}

/** Two short lines, so that eight columns fit. */
function headOf({ name, okOnly }: Series): readonly [string, string] {
  const [first = '', second = ''] = name.split(' ');
  return [first, okOnly ? 'ok only' : second];
}
