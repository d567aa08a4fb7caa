import type { CheckDelta } from './check-counts.ts';
import type { Counters } from './counters.ts';
import type { Failure } from './failure-list.ts';
import type { IterationDelta } from './iteration-counts.ts';
import type { RowDelta } from './request-row.ts';
import type { SampleCounts } from './samples.ts';
import type { SessionDelta } from './session-counts.ts';

export type { Failure } from './failure-list.ts';

/** `Ok` holds responses that count as ok, `Rest` everything else that has such a time: all = ok + rest. */
export const seriesNames = [
  'responseOk',
  'responseRest',
  'serviceOk',
  'serviceRest',
  'timeToFirstByte',
  'connect',
  'tls',
  'startLag',
] as const;

export type SeriesName = (typeof seriesNames)[number];

/** One of something for every series. */
export function eachSeries<T>(make: () => T): Record<SeriesName, T> {
  return {
    responseOk: make(),
    responseRest: make(),
    serviceOk: make(),
    serviceRest: make(),
    timeToFirstByte: make(),
    connect: make(),
    tls: make(),
    startLag: make(),
  };
}

/** What really went on in one interval, warm-up or not: a point of the time series. */
export type Activity = {
  readonly started: number;
  readonly answered: number;
  readonly failed: number;
  readonly missed: number;
  readonly receivedBytes: number;
  /** Response time in an open model, service time in a closed one. */
  readonly latency: SampleCounts;
};

export function zeroActivity(): { -readonly [Key in keyof Omit<Activity, 'latency'>]: number } {
  return { started: 0, answered: 0, failed: 0, missed: 0, receivedBytes: 0 };
}

/** How the process of one worker fared in an interval. */
export type GeneratorSecond = {
  /** Share of the time that its event loop was at work, 0 to 1; waiting for a start is no work. */
  readonly busyShare: number;
  /** The longest. */
  readonly gcPauseMs: number;
};

export const idleSecond: GeneratorSecond = { busyShare: 0, gcPauseMs: 0 };

/** What one worker recorded since its last delta; plain data that survives structured clone. */
export type Delta = {
  /** The interval that the activity belongs to: seconds since the start of the run. */
  readonly interval: number;
  readonly activity: Activity;
  readonly counters: Readonly<Counters>;
  readonly statusCodes: Readonly<Record<string, number>>;
  readonly failures: readonly Failure[];
  /** Sockets that died with no request to blame it on. */
  readonly socketFaults: readonly Failure[];
  readonly socketsOpened: number;
  /** Only the series with samples. */
  readonly samples: Partial<Readonly<Record<SeriesName, SampleCounts>>>;
  /** When the last measured request ended, in clock milliseconds; -Infinity when none has. */
  readonly lastEndedAt: number;
  /** By name, only those with something to tell; none where all requests are the same. */
  readonly rows: readonly RowDelta[];
  readonly checks: readonly CheckDelta[];
  /** null without any. */
  readonly iterations: IterationDelta | null;
  readonly session: SessionDelta | null;
};
