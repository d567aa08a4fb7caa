import type { Arrival } from '../../scenario/load.ts';
import type { Completion, Distribution, GateOutcome, TargetInfo, Trust } from '../../summary/result.ts';
import type { ServerUsage } from '../../summary/server-usage.ts';
import type { RateVerdict } from './rate-evidence.ts';

/** The highest rate within an SLO: what `inrush find-max -o json` writes. */
export type FindMaxResult = {
  readonly schemaVersion: 1;
  readonly kind: 'find-max';
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  /** Name of the scenario file, whose iterations the rates count; null without one, where they count requests. */
  readonly scenario: string | null;
  readonly target: TargetInfo;
  /** As it was asked for, such as `p99 < 200ms, errors < 0.1%`. */
  readonly slo: string;
  readonly design: FindMaxDesign;
  readonly bracket: RateBracket;
  readonly finding: FindMaxFinding;
  /** Lowest first. */
  readonly rates: readonly RateRow[];
  /** In the order in which they ran. */
  readonly trials: readonly TrialRow[];
  /** Pauses included. */
  readonly tookMs: number;
  /** null unless inrush started it. */
  readonly server: ServerUsage | null;
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

export type FindMaxDesign = {
  /** Where the doubling began. */
  readonly fromPerS: number;
  /** Below it a trial would have taken too much of the time. */
  readonly lowestPerS: number;
  /** null: none was asked for. */
  readonly maxPerS: number | null;
  /** Width of the bracket that was wanted, over its lower end. */
  readonly precision: number;
  /** Of a full trial; percentiles of low rates take longer ones. */
  readonly trialMs: number;
  /** Before each trial, in none of its numbers. */
  readonly warmupMs: number;
  readonly withinMs: number;
  readonly arrival: Arrival;
  readonly connections: number;
  readonly workers: number;
};

/** The target holds the lower rate and not the upper one. */
export type RateBracket = {
  /** null: no rate that was tried is known to be held. */
  readonly holds: HeldRate | null;
  /** null: every rate that was tried was held. */
  readonly fails: FailedRate | null;
  /** By how much the upper end is higher, as a share of the lower one; null where an end is missing or not the target's. */
  readonly width: number | null;
};

export type HeldRate = {
  readonly ratePerS: number;
  readonly trialMs: number;
  /** Measured long enough to be an end of the answer. */
  readonly isBound: boolean;
  /** It held in a last, longer trial, too. */
  readonly isConfirmed: boolean;
};

export type FailedRate = {
  readonly ratePerS: number;
  readonly trialMs: number;
  readonly isBound: boolean;
  /** `generator`: it could not send that much, and nothing is known of the target there. */
  readonly cause: 'target' | 'generator';
  /** What the generator lacked; null where the cause is the target. */
  readonly reason: string | null;
};

/**
 * `found`: both ends are sure and close enough. `wide`: they are further apart than was asked for, or not sure.
 * `at-least`: the highest rate that was asked for is held. `generator-limited`: the generator gave way first.
 * `none-holds`: not even the lowest rate.
 */
export type FindMaxFinding = {
  readonly kind: 'found' | 'wide' | 'at-least' | 'generator-limited' | 'none-holds';
  /** Plain sentences for people. */
  readonly sentence: string;
};

/** All trials at one rate, taken together. */
export type RateRow = {
  readonly ratePerS: number;
  /** Whole responses. */
  readonly answeredPerS: number;
  /** Response time of all requests. */
  readonly time: Distribution;
  /** Started requests that are errors, in %; null without any. */
  readonly errorPercent: number | null;
  readonly trials: number;
  readonly trialMs: number;
  readonly verdict: RateVerdict;
  readonly isBound: boolean;
  /** Each condition of the SLO; none where the generator gave way. */
  readonly conditions: readonly GateOutcome[];
  /** What the generator lacked; null where it didn't. */
  readonly generator: string | null;
};

export type TrialRow = {
  readonly ratePerS: number;
  /** `short`: where to look. `full`: to be sure. `long`: the last one, at the rate that holds. */
  readonly length: 'short' | 'full' | 'long';
  readonly measuredMs: number;
  /** Seconds in a row were far beyond the SLO. */
  readonly endedEarly: boolean;
  /** Wait before it, for the target to get over the last one. */
  readonly pauseMs: number;
  /** Whether it had got over it by then; null where there was nothing to get over. */
  readonly isRested: boolean | null;
};
