import type { Load, Pacing } from '../scenario/load.ts';

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
  readonly target: TargetInfo;
  readonly load: LoadInfo;
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
  /** Responses by status code. */
  readonly statusCodes: Readonly<Record<string, number>>;
  /** Most frequent first. */
  readonly failures: readonly FailureCount[];
  readonly sockets: Sockets;
  readonly bytes: Bytes;
  /** One point per `intervalMs`, warm-up included and marked. */
  readonly timeSeries: TimeSeries;
  readonly littlesLaw: LittlesLaw;
  /** What `--warmup auto` found; null with a warm-up of fixed length. */
  readonly steadyState: SteadyState | null;
  /** Whether latency moved during the measured part; null when there are too few intervals to tell. */
  readonly drift: Drift | null;
  /** By how much the wall clock moved against the monotonic one: the machine was suspended, or its clock was set. */
  readonly clockShiftMs: number;
  readonly generator: GeneratorHealth;
  /** null unless responses were to be handed over or saved. */
  readonly responses: ResponseCounts | null;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

export type TargetInfo = {
  /** Of the first request, patterns as they were written. */
  readonly url: string;
  readonly method: string;
  /** Resolved once before the run, `127.0.0.1:8080` or a socket path; of several origins joined by `, `. */
  readonly address: string;
  readonly engine: 'h1' | 'undici';
  readonly proxy: string | null;
  /** How many requests the load was made of. */
  readonly requestCount: number;
  /** The first 100 of them. */
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
  readonly seed: number;
  /** How the starts of an open model were waited for; null in a closed one. */
  readonly pacing: Pacing | null;
};

export type Completion =
  { readonly state: 'complete' } | { readonly state: 'partial'; readonly reasons: readonly string[] };

export type Throughput = {
  /** Mean arrival rate of the plan; null in a closed model, which asks for none. */
  readonly askedPerS: number | null;
  /** Requests started within the measured part, over its length. */
  readonly startedPerS: number;
  /** Whole responses of any status that ended within the measured part, over its length. */
  readonly answeredPerS: number;
  /** Bodies of those answers, over the same length. */
  readonly bodyBytesPerS: number;
};

/** Starts came faster than connections became free: a finding about the target, not a fault of the run. */
export type Overload = {
  /** What was answered, over the measured part. */
  readonly capacityPerS: number;
  /** By which the starts that wait for a connection grew in number. */
  readonly queueGrowthPerS: number;
};

/** planned = started + missed; started = the sum of the outcomes. Requests of the warm-up are outside. */
export type Accounting = {
  readonly planned: number;
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

export type Latency = {
  /** End − planned start; null in a closed model. */
  readonly responseTime: OkAndAll | null;
  /** End − first byte written. */
  readonly serviceTime: OkAndAll;
  /** First response byte − first byte written, of whole responses. */
  readonly timeToFirstByte: Distribution;
  readonly connect: Distribution;
  /** TLS handshakes; empty without TLS. */
  readonly tls: Distribution;
  /** Actual − planned start: the generator's own delay; null in a closed model. */
  readonly startLag: Distribution | null;
  /** How sure the headline percentiles are; null when there are too few intervals to tell. */
  readonly confidence: Confidence | null;
};

/** Intervals for percentiles of one series, all outcomes. */
export type Confidence = {
  /** Response time in an open model, service time in a closed one. */
  readonly series: 'response' | 'service';
  /** 0.95: that often such an interval holds the true percentile. */
  readonly level: number;
  /** Seconds that were resampled, and how many of them in a block. */
  readonly windows: number;
  readonly blockLength: number;
  /** Of one second with the next, -1 to 1; null when there are too few. */
  readonly autocorrelation: number | null;
  readonly percentiles: Readonly<
    Record<'p50Us' | 'p75Us' | 'p90Us' | 'p95Us' | 'p99Us' | 'p999Us' | 'p9999Us', PercentileInterval | null>
  >;
};

export type PercentileInterval = {
  readonly lowUs: number;
  /** null: above, only lower bounds are known. */
  readonly highUs: number | null;
  readonly method: 'bootstrap' | 'order-statistic';
};

/** A trend of latency over the measured part. */
export type Drift = {
  readonly series: 'response' | 'service';
  /** Change a minute, relative to the median: 0.04 is 4 %. */
  readonly perMinute: number;
  readonly pValue: number;
  /** Seconds that it rests on. */
  readonly intervals: number;
  /** Neither chance nor too small to matter. */
  readonly isSignificant: boolean;
};

export type SteadyState = {
  /** Whether the target became steady within the warm-up's longest time. */
  readonly reached: boolean;
  readonly warmupMs: number;
  /** From when on it was steady, from the start of the run; null when it never was. */
  readonly steadyFromMs: number | null;
};

/** `ok`: responses below 400. `all`: every request that has such a time, failures and lower bounds too. */
export type OkAndAll = { readonly ok: Distribution; readonly all: Distribution };

/** Microseconds. A percentile is null when the sample is too small to carry it; min, mean and max when empty. */
export type Distribution = {
  readonly count: number;
  readonly minUs: number | null;
  readonly meanUs: number | null;
  readonly p50Us: number | null;
  readonly p75Us: number | null;
  readonly p90Us: number | null;
  readonly p95Us: number | null;
  readonly p99Us: number | null;
  readonly p999Us: number | null;
  readonly p9999Us: number | null;
  readonly maxUs: number | null;
  /** Samples known only as lower bounds: timeouts, unfinished and missed requests. */
  readonly censored: number;
  /** The smallest of those bounds; percentiles at or above it, and mean and max, are "at least". */
  readonly censoredFromUs: number | null;
  /** HdrHistogram V2, deflated, base64: microseconds, 3 significant digits. */
  readonly histogram: string;
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
  /** Of response time in an open model, of service time in a closed one; null without samples. */
  readonly p50Us: number | null;
  readonly p99Us: number | null;
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

export type GeneratorHealth = {
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  readonly cpuPerRequestUs: number;
  /** Most sockets open at once, over all workers. */
  readonly peakSockets: number;
  /** Most descriptors open at once, over all workers. */
  readonly peakOpenFiles: number;
  /** Who else wanted this machine's processors; null where nobody watched. */
  readonly system: SystemLoad | null;
  readonly workers: readonly WorkerHealth[];
};

/** What kept the generator from the processors; each null where the system doesn't say. */
export type SystemLoad = {
  /** Taken by the hypervisor for other machines, of all processor time. */
  readonly stealShare: ShareSeen | null;
  /** Time that the generator's control group had used up its quota. */
  readonly throttledShare: ShareSeen | null;
  /** Time that something on this machine, or in the control group, waited for a processor. */
  readonly cpuPressureShare: ShareSeen | null;
};

/** Shares from 0 to 1: over the run, and in its worst second. */
export type ShareSeen = { readonly mean: number; readonly worst: number };

export type WorkerHealth = {
  readonly worker: number;
  readonly pid: number;
  /** Lost: it died or stopped answering, and what it had not sent is missing. */
  readonly state: 'finished' | 'lost';
  readonly cpuMs: number;
  /** Share of the time that the event loop was not idle, 0 to 1; waiting for a start is not idle here. */
  readonly eventLoopUtilization: number;
  readonly maxGcPauseMs: number;
  readonly peakRssBytes: number;
  readonly peakSockets: number;
  /** null in a closed model, and when the sample is too small. */
  readonly startLagP99Us: number | null;
  /** Time that an open model's event loop turned only to wait for its next start. */
  readonly spunMs: number;
  /** Time that the worker could have run and had no processor; null where the system doesn't say. */
  readonly runQueueWaitMs: number | null;
  /** Longest streak of seconds in which the event loop was over 95 % busy and starts were late. */
  readonly saturatedMs: number;
  /** The longest time that it stood still, beyond the second from one report to the next; when, from the start. */
  readonly longestGapMs: number;
  readonly gapAtMs: number | null;
};

/** What became of the responses that were to be handed over to a program, or saved. */
export type ResponseCounts = {
  readonly delivered: number;
  /** The receiver fell behind, and the measurement doesn't wait; or the run was ended at once. */
  readonly dropped: number;
};

export type TrustLevel = 'ok' | 'degraded' | 'invalid';

export type Trust = { readonly level: TrustLevel; readonly reasons: readonly TrustReason[] };

export type TrustReason = {
  readonly level: 'degraded' | 'invalid';
  readonly message: string;
  /** What to do about it. */
  readonly hint: string;
};

export type GateOutcome = {
  /** As the user wrote it. */
  readonly expression: string;
  readonly verdict: 'passed' | 'failed' | 'inconclusive' | 'no-data';
  /** In the threshold's own unit; null when the run has no such number. */
  readonly value: number | null;
  readonly limit: number;
  readonly unit: string;
};
