import type { Load, Pacing } from '../scenario/load.ts';
import type { DataUse, FlowInfo, Iterations, Session } from './flow-result.ts';
import type { GeneratorHealth } from './generator-health.ts';
import type { Drift, Latency } from './latency.ts';
import type { CheckResult, RequestRow, Shares } from './request-row.ts';
import type { ServerUsage } from './server-usage.ts';

export type * from './flow-result.ts';
export type * from './generator-health.ts';
export type * from './latency.ts';
export type * from './request-row.ts';
export type * from './server-usage.ts';

/**
 * The public outcome of one load run: what `-o json` writes, schema/result.schema.json describes and every
 * reporter reads. Durations end in their unit, rates are per second, counts are plain.
 */
export type Result = {
  readonly schemaVersion: 1;
  readonly kind: 'load-run';
  /** Version of inrush that measured. */
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  /** Name of the scenario file; null without one. */
  readonly scenario: string | null;
  readonly target: TargetInfo;
  readonly load: LoadInfo;
  /** The loads of a scenario file, all at once; empty without one. */
  readonly flows: readonly FlowInfo[];
  readonly completion: Completion;
  /** Length of the measured part: from the end of the warm-up to the end of the load. */
  readonly measuredMs: number;
  /** From the start of the measured part to the last answer that belongs to it. */
  readonly wallMs: number;
  readonly throughput: Throughput;
  /** null unless an open model asked for more than it got. */
  readonly overload: Overload | null;
  readonly accounting: Accounting;
  readonly latency: Latency;
  /** By name, in the order of the plan: one at least. */
  readonly requests: readonly RequestRow[];
  /** Those that failed most often first. */
  readonly checks: readonly CheckResult[];
  /** How sure the shares of errors and of passed checks are, of all requests. */
  readonly shares: Shares;
  readonly iterations: Iterations;
  /** null where users do nothing before their iterations. */
  readonly session: Session | null;
  readonly data: readonly DataUse[];
  /** Responses by status code. */
  readonly statusCodes: Readonly<Record<string, number>>;
  /** Most frequent first. */
  readonly failures: readonly FailureCount[];
  readonly sockets: Sockets;
  readonly bytes: Bytes;
  /** One point per `intervalMs`, warm-up included and marked. */
  readonly timeSeries: TimeSeries;
  readonly littlesLaw: LittlesLaw;
  /** What `--warmup auto` found; null with a warm-up of fixed length, or one that was broken off. */
  readonly steadyState: SteadyState | null;
  /** Whether latency moved during the measured part; null when there are too few intervals to tell. */
  readonly drift: Drift | null;
  /** By how much the wall clock moved against the monotonic one: the machine was suspended, or its clock was set. */
  readonly clockShiftMs: number;
  readonly generator: GeneratorHealth;
  /** The server under test; null unless inrush started it. */
  readonly server: ServerUsage | null;
  /** null unless responses were to be handed over or saved. */
  readonly responses: ResponseCounts | null;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

export type TargetInfo = {
  /** Of the first request, patterns as they were written; of a scenario file its target. */
  readonly url: string;
  readonly method: string;
  /** Resolved once before the run, `127.0.0.1:8080` or a socket path; of several origins joined by `, `. */
  readonly address: string;
  readonly engine: 'h1' | 'undici';
  readonly proxy: string | null;
  /** How many requests the load was made of; of a scenario file how many its steps send. */
  readonly requestCount: number;
  /** The first 100 of them; none of a scenario file, see the result's `requests`. */
  readonly requests: readonly RequestInfo[];
};

export type RequestInfo = {
  /** As it was named, else its URL. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** How often it is sent in comparison with the others. */
  readonly weight: number;
};

export type LoadInfo = {
  readonly model: 'open' | 'closed';
  readonly load: Load;
  readonly connections: number;
  readonly pipelining: number;
  /** null: connections are kept. */
  readonly requestsPerConnection: number | null;
  readonly workers: number;
  /** The length that it had. */
  readonly warmupMs: number;
  /** How long what was open at the end of the load could still take. */
  readonly gracefulStopMs: number;
  readonly seed: number;
  /** How the starts of an open model were waited for; null in a closed one. */
  readonly pacing: Pacing | null;
};

export type Completion =
  { readonly state: 'complete' } | { readonly state: 'partial'; readonly reasons: readonly string[] };

export type Throughput = {
  /** Mean arrival rate of the plan, of a scenario file's iterations; null in a closed model, which asks for none. */
  readonly askedPerS: number | null;
  /** Requests started within the measured part, over its length. */
  readonly startedPerS: number;
  /** Whole responses of any status that ended within the measured part, over its length. */
  readonly answeredPerS: number;
  /** Bodies of those answers, over the same length. */
  readonly bodyBytesPerS: number;
};

/**
 * Starts came faster than connections, or virtual users, became free: a finding, not a fault of the run. Of a scenario
 * file both rates are of iterations.
 */
export type Overload = {
  /** `unclear` where the generator had no time or no processor to spare: it may have been the limit itself. */
  readonly cause: 'target' | 'unclear';
  /** What was answered, or iterations that started, over the measured part. */
  readonly capacityPerS: number;
  /** By which the starts that wait for a connection grew in number. */
  readonly queueGrowthPerS: number;
};

/** planned = started + missed; started = the sum of the outcomes. Requests of the warm-up are outside. */
export type Accounting = {
  readonly planned: number;
  /**
   * Starts of the schedule, of a scenario file's iterations, that the generator itself reached while the load lasted,
   * whether or not a connection was free.
   */
  readonly reachedInTime: number;
  readonly missed: { readonly pool: number; readonly lag: number; readonly stopped: number };
  readonly started: number;
  readonly ok: number;
  readonly httpError: number;
  readonly checkFailed: number;
  readonly transportError: number;
  readonly timeout: number;
  readonly aborted: number;
  readonly censored: number;
  readonly balanced: boolean;
  /** Times below 0 or above 1 h, which are in the histograms as 0 and 1 h. */
  readonly clampedSamples: number;
  /** Started in the warm-up, in none of the numbers. */
  readonly warmup: number;
};

export type SteadyState = {
  /** Whether the target became steady within the warm-up's longest time. */
  readonly reached: boolean;
  readonly warmupMs: number;
  /** From when on it was steady, from the start of the run; null when it never was. */
  readonly steadyFromMs: number | null;
};

export type FailureCount = { readonly reason: string; readonly count: number; readonly example: string };

export type Sockets = {
  /** Opened over the run, warm-up included. */
  readonly opened: number;
  /** Sockets that died, or were dropped, with no request to blame it on. */
  readonly faults: readonly FailureCount[];
};

export type Bytes = { readonly received: number; readonly sent: number; readonly body: number };

export type TimeSeries = { readonly intervalMs: number; readonly points: readonly TimeSeriesPoint[] };

export type TimeSeriesPoint = {
  /** Start of the interval, from the start of the run; below the warm-up's length it is left out of the totals. */
  readonly atMs: number;
  readonly warmup: boolean;
  readonly started: number;
  /** Whole responses. */
  readonly answered: number;
  readonly failed: number;
  readonly missed: number;
  /** Open at the end of the interval. */
  readonly inFlight: number;
  readonly receivedBytes: number;
  /** Of response time in an open model, of service time in a closed one; null where the sample is too small. */
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  /** null without samples. */
  readonly maxUs: number | null;
  /** What these rest on; of them lower bounds, and the smallest of those. */
  readonly samples: number;
  readonly censored: number;
  readonly censoredFromUs: number | null;
  /** Of the interval's starts; null in a closed model and without starts. */
  readonly startLagP99Us: number | null;
  /** Share of the time that the busiest worker's event loop was not idle, 0 to 1; waiting for a start is idle. */
  readonly eventLoopUtilization: number;
  /** The longest of any worker. */
  readonly gcPauseMs: number;
};

/**
 * Mean number in flight, counted over time, against throughput × mean time from dispatch to end; the residual is
 * their relative difference.
 */
export type LittlesLaw = {
  readonly meanInFlight: number;
  readonly expectedInFlight: number;
  readonly residual: number;
  /** The interval of one worker that was furthest off; null when none had enough requests to tell. */
  readonly worstInterval: { readonly atMs: number; readonly residual: number } | null;
};

/** What became of the responses that were to be handed over to a program, or saved. */
export type ResponseCounts = {
  readonly delivered: number;
  /** The receiver fell behind, and the measurement doesn't wait; or the run was ended at once. */
  readonly dropped: number;
};

export type TrustLevel = 'ok' | 'degraded' | 'invalid';

export type Trust = { readonly level: TrustLevel; readonly reasons: readonly TrustReason[] };

/** What a reason rests on, for programs: the same names in every version. */
export type TrustSignal =
  | 'accounting'
  | 'clamped-samples'
  | 'littles-law'
  | 'worker-lost'
  | 'worker-gap'
  | 'clock'
  | 'missed-starts'
  | 'achieved-rate'
  | 'start-lag'
  | 'event-loop'
  | 'generator-limit'
  | 'gc'
  | 'local-errors'
  | 'throttling'
  | 'steal'
  | 'cpu-wait'
  | 'steady-state';

export type TrustReason = {
  readonly level: 'degraded' | 'invalid';
  readonly signal: TrustSignal;
  /** What, where, and how much against which limit. */
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
};

export type GateOutcome = {
  /** As the user wrote it, or what a comparison asked, such as `p99 at most 3 % slower`. */
  readonly expression: string;
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'no-data';
  /** In the threshold's own unit; null when the run has no such number. */
  readonly value: number | null;
  /** Where the true value lies, in the same unit; null where nothing is known of it. */
  readonly interval: GateInterval | null;
  /** null where it rests on a baseline that has no such number. */
  readonly limit: number | null;
  /** How far the value is on the good side of the limit, in the same unit; below 0 on the bad one. */
  readonly margin: number | null;
  readonly unit: string;
  /** What it means when the expression is true: `--fail-if` says what must not be, a scenario file what must. */
  readonly holds: 'fails' | 'passes';
  /** What the verdict alone doesn't say: why there is no data, how the limit came about; null when there is nothing. */
  readonly note: string | null;
};

/** An end that the data don't bound is null. */
export type GateInterval = {
  /** 0 to 1. */
  readonly confidence: number;
  readonly low: number | null;
  readonly high: number | null;
};
