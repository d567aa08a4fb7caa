import { formatCount, formatDuration, formatRate, formatShortCount, noNumber } from '../../report/format.ts';
import type { Palette } from '../../report/palette.ts';
import type { Tick } from '../../run/tick.ts';
import type { Result } from '../../summary/result.ts';
import { type Columns, seriesRow } from './row.ts';
import type { Second, Seconds } from './seconds.ts';
import { sparkline } from './sparkline.ts';
import { paintStrip } from './strip-paint.ts';
import { elapsedOf, isFinishing, latencyText, progressText } from './tick-text.ts';

/** How far the run is. */
export function timeLine(tick: Tick, columns: Columns, palette: Palette): string {
  const full = Math.round((tick.progress ?? 0) * columns.middle);
  const bar = `${'━'.repeat(full)}${palette.dim('─'.repeat(columns.middle - full))}`;
  const end = endText(tick);
  const strip = tick.progress === null ? '' : bar;
  if (isFinishing(tick)) {
    return seriesRow(
      columns,
      { name: 'still open', value: formatCount(tick.inFlight), strip, remark: end },
      palette,
    );
  }
  const name = tick.isWarmup ? 'warm-up' : 'time';
  const elapsed = formatDuration(elapsedOf(tick));
  const both = `${elapsed} ${end}`.trim();
  const hasRoom = columns.right === 0 && name.length + both.length < columns.left;
  return seriesRow(columns, { name, value: hasRoom ? both : elapsed, strip, remark: end }, palette);
}

function endText({ lengthMs, progress }: Tick): string {
  if (lengthMs !== null) return `of ${formatDuration(lengthMs)}`;
  return progress === null ? '' : progressText(progress);
}

/** As short as the columns need it. */
function rateText(perS: number): string {
  return perS < 1e6 ? formatRate(perS) : formatShortCount(perS);
}

type Metric = {
  readonly name: string;
  readonly of: (second: Second) => number | null;
  readonly text: (value: number) => string;
  readonly soFar: number | null;
};

/** Throughput and percentiles over time: the newest second, those before it, and the run so far. */
export function seriesLines(
  shown: Seconds,
  snapshot: Result | null,
  columns: Columns,
  palette: Palette,
): string[] {
  return seriesOf(shown, snapshot).map(({ name, of, text, soFar }) => {
    const values = shown.map((second) => (second === null ? null : of(second)));
    const highest = Math.max(0, ...values.map((value) => value ?? 0));
    const value = values.at(-1) ?? null;
    return seriesRow(
      columns,
      {
        name,
        value: value === null ? noNumber : text(value),
        strip: paintStrip(sparkline(values, highest), shown, palette),
        remark: soFar === null ? '' : `so far ${text(soFar)}`,
      },
      palette,
    );
  });
}

function seriesOf(shown: Seconds, snapshot: Result | null): readonly Metric[] {
  const all = (snapshot?.latency.responseTime ?? snapshot?.latency.serviceTime)?.all ?? null;
  const perS = snapshot?.throughput.answeredPerS ?? 0;
  const latency = (name: string, of: Metric['of'], soFar: number | null): Metric => ({
    name,
    of,
    text: latencyText,
    soFar,
  });
  // Seconds of a slow load can't carry a p99, but each has a slowest request.
  const hasP99 = shown.some((second) => second !== null && second.p99Us !== null);
  return [
    {
      name: 'req/s',
      of: (second) => second.answeredPerS,
      text: rateText,
      soFar: perS > 0 ? perS : null,
    },
    latency('p50', ({ p50Us }) => p50Us, all?.p50Us ?? null),
    hasP99
      ? latency('p99', ({ p99Us }) => p99Us, all?.p99Us ?? null)
      : latency('max', ({ maxUs }) => maxUs, all?.maxUs ?? null),
  ];
}
