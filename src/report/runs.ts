import type { Side, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import type { Result } from '../summary/result.ts';
import type { RunReport } from './reporter.ts';

/** One of the load runs that a report is made of, and which: null where it is the only one. */
export type NamedRun = { readonly place: Place | null; readonly result: Result };

/** `side` is a word without spaces: `sync`, `threads`, `async`, of a sweep `async-16`; `round` counts from 1. */
export type Place = { readonly side: string; readonly round: number };

/** Side by side, the rounds of each in order. */
export function runsOf(report: RunReport): readonly NamedRun[] {
  if (report.kind === 'load-run') return [{ place: null, result: report }];
  return sidesOf(report).flatMap(([side, { runs }]) =>
    runs.map((result, index) => ({ place: { side, round: index + 1 }, result })),
  );
}

function sidesOf(report: SyncVsAsyncResult): readonly (readonly [name: string, Side])[] {
  const { sync, threads, async, sweep, concurrency } = report;
  const levels = (sweep?.levels ?? []).filter((level) => level.concurrency > 1);
  return [
    ['sync', sync],
    ...(threads === null ? [] : [['threads', threads] as const]),
    ...levels.map((level) => [`async-${level.concurrency}`, level] as const),
    // The async side of a sweep is its highest level.
    ...(levels.some((level) => level.concurrency === concurrency) ? [] : [['async', async] as const]),
  ];
}
