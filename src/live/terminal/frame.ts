import type { Palette } from '../../report/palette.ts';
import type { Tick } from '../../run/tick.ts';
import type { Result } from '../../summary/result.ts';
import { headLines } from './head-lines.ts';
import { heatHeading, heatLines } from './heat-lines.ts';
import { requestLines } from './request-lines.ts';
import { columnsIn } from './row.ts';
import { type Seconds, spread } from './seconds.ts';
import { seriesLines, timeLine } from './series-lines.ts';
import { oneLine } from './tick-text.ts';
import { totalLines } from './total-lines.ts';
import type { WindowSize } from './window-size.ts';

/** What there is to show of a run, and of those before it in a row of runs. */
export type Shown = {
  /** Which of several runs it is; empty where there is one. */
  readonly label: string;
  readonly tick: Tick;
  /** Of the run that the tick is of; null where nobody makes any, or not yet. */
  readonly snapshot: Result | null;
  /** The tick's own is the last. */
  readonly seconds: Seconds;
};

/** Smaller windows have one line. */
const smallest: WindowSize = { columns: 44, rows: 10 };

/** How much is shown. */
type Density = {
  readonly hasLoad: boolean;
  readonly hasGaps: boolean;
  readonly heatRows: number;
  readonly requestRows: number;
};

/** From much to little. */
const densities: readonly Density[] = [
  { hasLoad: true, hasGaps: true, heatRows: 10, requestRows: 16 },
  { hasLoad: true, hasGaps: true, heatRows: 8, requestRows: 10 },
  { hasLoad: true, hasGaps: true, heatRows: 6, requestRows: 5 },
  { hasLoad: true, hasGaps: false, heatRows: 5, requestRows: 4 },
  { hasLoad: false, hasGaps: false, heatRows: 4, requestRows: 0 },
  { hasLoad: false, hasGaps: false, heatRows: 3, requestRows: 0 },
  { hasLoad: false, hasGaps: false, heatRows: 0, requestRows: 0 },
];

/** The lines of a view: narrower than the window, and fewer than it has rows. */
export function frame(shown: Shown, { columns, rows }: WindowSize, palette: Palette): string[] {
  if (columns < smallest.columns || rows < smallest.rows) {
    return [oneLine(shown.label, shown.tick, columns - 1)];
  }
  let lines: string[] = [];
  for (const density of densities) {
    lines = linesOf(shown, density, columns - 1, palette);
    if (lines.length < rows) break;
  }
  return lines.slice(0, rows - 1);
}

function linesOf(
  { label, tick, snapshot, seconds }: Shown,
  { hasLoad, hasGaps, heatRows, requestRows }: Density,
  width: number,
  palette: Palette,
): string[] {
  const columns = columnsIn(width);
  const spreadOut = spread(seconds, columns.middle, label === '' ? tick.lengthMs : null);
  const gap = hasGaps ? [''] : [];
  const requests = requestLines(snapshot, requestRows, width, palette);
  const head = headLines({ label, snapshot }, hasLoad, width, palette);
  return [
    ...head,
    ...(head.length === 0 ? [] : gap),
    timeLine(tick, columns, palette),
    ...seriesLines(spreadOut, snapshot, columns, palette),
    ...(hasGaps ? ['', heatHeading({ shown: spreadOut, all: seconds, snapshot }, columns, palette)] : []),
    ...heatLines(spreadOut, heatRows, columns, palette),
    ...gap,
    ...totalLines(tick, snapshot, width, palette),
    ...(requests.length === 0 ? [] : gap),
    ...requests,
  ];
}
