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
  /**
   * Whether the headline's p50 is within 3 times this machine's floor, so that a third of it or more is the machine's
   * own; null without a fingerprint.
   */
  readonly nearFloor: boolean | null;
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

/** Intervals for percentiles and mean of one series, all outcomes. */
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
  /** Of the mean; null where lower bounds are among the samples, which leave it open. */
  readonly mean: MeanInterval | null;
  readonly percentiles: Readonly<
    Record<'p50Us' | 'p75Us' | 'p90Us' | 'p95Us' | 'p99Us' | 'p999Us' | 'p9999Us', PercentileInterval | null>
  >;
};

export type MeanInterval = { readonly lowUs: number; readonly highUs: number };

export type PercentileInterval = {
  readonly lowUs: number;
  /** null: nothing bounds it above, for only lower bounds are known there or too few independent samples. */
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
