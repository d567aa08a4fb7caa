import type { Result, TimeSeriesPoint } from '../summary/result.ts';
import type { Reporter } from './reporter.ts';
import { runsOf } from './runs.ts';

type Column = {
  readonly name: string;
  readonly of: (point: TimeSeriesPoint, result: Result) => string | number | boolean | null;
};

/** Scripts depend on names and order: new ones go to the end. */
const columns: readonly Column[] = [
  { name: 'time', of: ({ atMs }, { startedAt }) => isoTime(Date.parse(startedAt) + atMs) },
  { name: 'atMs', of: ({ atMs }) => atMs },
  { name: 'warmup', of: ({ warmup }) => warmup },
  { name: 'started', of: ({ started }) => started },
  { name: 'answered', of: ({ answered }) => answered },
  { name: 'failed', of: ({ failed }) => failed },
  { name: 'missed', of: ({ missed }) => missed },
  { name: 'inFlight', of: ({ inFlight }) => inFlight },
  { name: 'receivedBytes', of: ({ receivedBytes }) => receivedBytes },
  { name: 'p50Us', of: ({ p50Us }) => p50Us },
  { name: 'p99Us', of: ({ p99Us }) => p99Us },
  { name: 'maxUs', of: ({ maxUs }) => maxUs },
  { name: 'samples', of: ({ samples }) => samples },
  { name: 'censored', of: ({ censored }) => censored },
  { name: 'censoredFromUs', of: ({ censoredFromUs }) => censoredFromUs },
  { name: 'startLagP99Us', of: ({ startLagP99Us }) => startLagP99Us },
  { name: 'eventLoopUtilization', of: ({ eventLoopUtilization }) => eventLoopUtilization },
  { name: 'gcPauseMs', of: ({ gcPauseMs }) => gcPauseMs },
];

/**
 * The time series for spreadsheets, one row an interval, after the columns `side` and `round` in a comparison. Fields
 * are quoted as in RFC 4180; lines end as Unix tools expect.
 */
export const csvReport: Reporter = (report) => {
  const places = report.kind === 'load-run' ? [] : ['side', 'round'];
  const rows = runsOf(report).flatMap(({ place, result }) =>
    result.timeSeries.points.map((point) => [
      ...(place === null ? [] : [place.side, place.round]),
      ...columns.map(({ of }) => of(point, result)),
    ]),
  );
  return [[...places, ...columns.map(({ name }) => name)], ...rows]
    .map((row) => `${row.map(csvField).join(',')}\n`)
    .join('');
};

/** RFC 4180: quoted where it holds a comma, a quote or a line break; null is empty. */
export function csvField(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function isoTime(epochMs: number): string | null {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
