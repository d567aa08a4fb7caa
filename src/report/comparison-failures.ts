import type { Side, SyncVsAsyncResult } from '../modes/sync-vs-async/comparison-result.ts';
import type { Accounting, FailureCount, Result } from '../summary/result.ts';

/** A side's runs as one, as far as accounting and failures go. */
export type FailingSide = { readonly name: string; readonly result: Result };

/** Every side on which not every request went well, and every such level of a sweep. */
export function failingSides({ sync, threads, async, sweep }: SyncVsAsyncResult): FailingSide[] {
  const levels = (sweep?.levels ?? []).filter(({ concurrency }) => concurrency > 1);
  const sides: (readonly [string, Side])[] = [
    ['sync', sync],
    ...(threads === null ? [] : [['threads', threads] as const]),
    ...levels.map((level) => [`async ${level.concurrency}`, level] as const),
    ...(levels.length === 0 ? [['async', async] as const] : []),
  ];
  return sides.flatMap(([name, { runs }]) => {
    const result = summed(runs);
    return result === null || isFaultless(result) ? [] : [{ name, result }];
  });
}

function isFaultless({ accounting, failures, sockets }: Result): boolean {
  return failures.length === 0 && sockets.faults.length === 0 && accounting.ok === accounting.started;
}

function summed(runs: readonly Result[]): Result | null {
  const [first, ...others] = runs;
  if (first === undefined || others.length === 0) return first ?? null;
  return {
    ...first,
    accounting: runs.map(({ accounting }) => accounting).reduce(addAccounting),
    failures: addFailures(runs.flatMap(({ failures }) => failures)),
    sockets: {
      opened: runs.reduce((sum, { sockets }) => sum + sockets.opened, 0),
      faults: addFailures(runs.flatMap(({ sockets }) => sockets.faults)),
    },
  };
}

function addAccounting(left: Accounting, right: Accounting): Accounting {
  return {
    planned: left.planned + right.planned,
    reachedInTime: left.reachedInTime + right.reachedInTime,
    missed: {
      pool: left.missed.pool + right.missed.pool,
      lag: left.missed.lag + right.missed.lag,
      stopped: left.missed.stopped + right.missed.stopped,
    },
    started: left.started + right.started,
    ok: left.ok + right.ok,
    httpError: left.httpError + right.httpError,
    checkFailed: left.checkFailed + right.checkFailed,
    transportError: left.transportError + right.transportError,
    timeout: left.timeout + right.timeout,
    aborted: left.aborted + right.aborted,
    censored: left.censored + right.censored,
    balanced: left.balanced && right.balanced,
    clampedSamples: left.clampedSamples + right.clampedSamples,
    warmup: left.warmup + right.warmup,
  };
}

/** Most frequent first, with the first example of each reason. */
function addFailures(failures: readonly FailureCount[]): FailureCount[] {
  const byReason = new Map<string, FailureCount>();
  for (const failure of failures) {
    const { reason, count } = byReason.get(failure.reason) ?? { ...failure, count: 0 };
    byReason.set(reason, { ...(byReason.get(reason) ?? failure), count: count + failure.count });
  }
  return [...byReason.values()].toSorted((left, right) => right.count - left.count);
}
