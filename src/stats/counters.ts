/** Plain counts that add up over intervals and workers. Requests of the warm-up are only in `warmup`. */
export type Counters = {
  planned: number;
  missedPool: number;
  missedLag: number;
  missedStopped: number;
  started: number;
  ok: number;
  httpError: number;
  checkFailed: number;
  transportError: number;
  timeout: number;
  aborted: number;
  censored: number;
  /** Written on a socket: these have a service time. */
  written: number;
  /**
   * The next four: reached by the schedule, sent, and wholly answered between the warm-up and the load's own end. The
   * last three are so whether or not the request belongs to the warm-up.
   */
  plannedInWindow: number;
  startedInWindow: number;
  answeredInWindow: number;
  bodyBytesInWindow: number;
  receivedBytes: number;
  sentBytes: number;
  bodyBytes: number;
  warmup: number;
  /** Sums in milliseconds, for Little's law: open requests over time, and each request's time from send to end. */
  inFlightMs: number;
  openMs: number;
  /** By how much the ages of all open requests together have grown: what `inFlightMs` has and `openMs` not yet. */
  openAgeMs: number;
};

const counterNames = [
  'planned',
  'missedPool',
  'missedLag',
  'missedStopped',
  'started',
  'ok',
  'httpError',
  'checkFailed',
  'transportError',
  'timeout',
  'aborted',
  'censored',
  'written',
  'plannedInWindow',
  'startedInWindow',
  'answeredInWindow',
  'bodyBytesInWindow',
  'receivedBytes',
  'sentBytes',
  'bodyBytes',
  'warmup',
  'inFlightMs',
  'openMs',
  'openAgeMs',
] as const satisfies readonly (keyof Counters)[];

export function zeroCounters(): Counters {
  return {
    planned: 0,
    missedPool: 0,
    missedLag: 0,
    missedStopped: 0,
    started: 0,
    ok: 0,
    httpError: 0,
    checkFailed: 0,
    transportError: 0,
    timeout: 0,
    aborted: 0,
    censored: 0,
    written: 0,
    plannedInWindow: 0,
    startedInWindow: 0,
    answeredInWindow: 0,
    bodyBytesInWindow: 0,
    receivedBytes: 0,
    sentBytes: 0,
    bodyBytes: 0,
    warmup: 0,
    inFlightMs: 0,
    openMs: 0,
    openAgeMs: 0,
  };
}

export function addCounters(total: Counters, more: Readonly<Counters>): void {
  for (const key of counterNames) total[key] += more[key];
}

/** Outcomes by which a started request can end: their sum is `started` once nothing is open. */
export function endedCount(counters: Readonly<Counters>): number {
  const { ok, httpError, checkFailed, transportError, timeout, aborted, censored } = counters;
  return ok + httpError + checkFailed + transportError + timeout + aborted + censored;
}

/** Whole responses, whatever they count as. */
export function answeredCount({ ok, httpError, checkFailed }: Readonly<Counters>): number {
  return ok + httpError + checkFailed;
}

type Errors = Pick<Counters, 'httpError' | 'checkFailed' | 'transportError' | 'timeout'>;

/** What counts as an error: a response came and was no good, or none came. What inrush ended itself is none. */
export function errorCount({ httpError, checkFailed, transportError, timeout }: Readonly<Errors>): number {
  return httpError + checkFailed + transportError + timeout;
}

export function missedCount({ missedPool, missedLag, missedStopped }: Readonly<Counters>): number {
  return missedPool + missedLag + missedStopped;
}
