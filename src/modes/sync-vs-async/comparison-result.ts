import type { Interval } from '../../inference/mean-ratio.ts';
import type {
  Completion,
  Distribution,
  GateOutcome,
  Result,
  TargetInfo,
  Trust,
} from '../../summary/result.ts';
import type { Knee } from './knee.ts';
import type { ScalabilityLaw } from './scalability-law.ts';

/** The same requests one after another and many in flight: what `inrush sync-vs-async -o json` writes. */
export type SyncVsAsyncResult = {
  readonly schemaVersion: 1;
  readonly kind: 'sync-vs-async';
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  readonly target: TargetInfo;
  /** Requests that each side was to send in each round. */
  readonly requests: number;
  /** Most requests that the async side may have in flight; of a sweep, its highest level. */
  readonly concurrency: number;
  readonly sync: Side;
  readonly async: Side;
  /** null unless it was asked for (`--threads`), or when the comparison ended before it. */
  readonly threads: ComparedSide | null;
  /** What going async brought. */
  readonly effect: Effect;
  readonly finding: Finding;
  /** One for each time that all sides took their turn; at least one. */
  readonly rounds: readonly Round[];
  /** null unless it was asked for (`--sweep`). */
  readonly sweep: Sweep | null;
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

/** The figures that are compared, over all rounds that count; `runs` are the whole runs behind them. */
export type Side = {
  /** From the common start to the last answer; connections are open by then. Of rounds the geometric mean. */
  readonly wallMs: number;
  /** Whole responses of any status ÷ wall time. */
  readonly answeredPerS: number;
  /** Responses below 400 ÷ wall time. */
  readonly okPerS: number;
  /** Service time of all requests; null when the sample is too small. */
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  readonly cpuPerRequestUs: number;
  /** Most of any round. */
  readonly peakOpenFiles: number;
  /** Resident memory of all workers, each at its peak; most of any round. */
  readonly peakMemoryBytes: number;
  readonly meanInFlight: number;
  readonly started: number;
  /** Started requests without a response below 400. */
  readonly failed: number;
  /** Service time of all requests of all rounds that count. */
  readonly serviceTime: Distribution;
  /** One a round. */
  readonly runs: readonly Result[];
};

/** A side with what it brought against sync. */
export type ComparedSide = Side & {
  /** Most requests in flight. */
  readonly concurrency: number;
  readonly effect: Effect;
};

/** null where a side has no success, or did not do the same work: sent fewer requests, or more of them failed. */
export type Effect = {
  /** Ok responses per second ÷ those of sync: without failures the quotient of the wall times. */
  readonly speedup: number | null;
  /** Of the speed-up, from the rounds; null of a single one. */
  readonly speedupInterval: Interval | null;
  /** Speed-up ÷ concurrency, 0 to 1. */
  readonly scalingEfficiency: number | null;
  /** Service time ÷ that of sync: medians, or means where a sample is too small for one. */
  readonly latencyInflation: number | null;
  /** Throughput × sync mean service time: the requests the target works on at once (Little's law). */
  readonly handledAtOnce: number | null;
};

export type Finding = {
  readonly kind: 'scales' | 'saturates' | 'serialises' | 'generator-limited' | 'no-comparison';
  /** Plain sentences for people. */
  readonly sentence: string;
};

/** Every second round goes backwards, so that what drifts steadily touches all sides alike. */
export type Round = {
  /** The sides as they ran, such as `sync`, `threads`, `async 16`. */
  readonly order: readonly string[];
  /** Whether every side ended as planned; when any round did, the others count for nothing. */
  readonly counted: boolean;
  /** Of async, or of the highest level of a sweep. */
  readonly speedup: number | null;
  readonly threadsSpeedup: number | null;
};

/** The async side at several concurrencies; the lowest level, 1, is the sync side. */
export type Sweep = {
  /** By concurrency. */
  readonly levels: readonly ComparedSide[];
  /** Levels that did not do the same work as sync: requests are missing, or more failed. */
  readonly leftOut: readonly number[];
  readonly knee: SweepKnee;
  readonly law: ScalabilityLaw;
};

export type SweepKnee =
  | ({ readonly kind: 'found' } & Knee)
  /** Throughput was still worth its latency at the highest level. */
  | { readonly kind: 'beyond'; readonly upTo: number }
  | { readonly kind: 'too-few-levels'; readonly levels: number; readonly needed: number };
