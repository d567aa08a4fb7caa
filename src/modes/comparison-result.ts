import type { Completion, GateOutcome, Result, TargetInfo, Trust } from '../summary/result.ts';

/** The same requests one after another and all in flight: what `inrush sync-vs-async -o json` writes. */
export type SyncVsAsyncResult = {
  readonly schemaVersion: 1;
  readonly kind: 'sync-vs-async';
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  readonly target: TargetInfo;
  /** Requests sent by each side. */
  readonly requests: number;
  /** Most requests that the async side may have in flight. */
  readonly concurrency: number;
  readonly sync: Side;
  readonly async: Side;
  readonly effect: Effect;
  readonly finding: Finding;
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

/** The figures that are compared; `result` is the whole run behind them. */
export type Side = {
  /** From the common start to the last answer; connections are open by then. */
  readonly wallMs: number;
  readonly answeredPerS: number;
  /** Service time of all requests; null when the sample is too small. */
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  readonly cpuPerRequestUs: number;
  readonly peakOpenFiles: number;
  readonly meanInFlight: number;
  readonly result: Result;
};

/** null where a side has no answers to compare. */
export type Effect = {
  /** Sync wall time ÷ async wall time. */
  readonly speedup: number | null;
  /** Speed-up ÷ concurrency, 0 to 1. */
  readonly scalingEfficiency: number | null;
  /** Async ÷ sync service time: medians, or means where a sample is too small for one. */
  readonly latencyInflation: number | null;
  /** Async throughput × sync mean service time: the requests the target works on at once (Little's law). */
  readonly handledAtOnce: number | null;
};

export type Finding = {
  readonly kind: 'scales' | 'saturates' | 'serialises' | 'no-comparison';
  /** One plain sentence for people. */
  readonly sentence: string;
};
