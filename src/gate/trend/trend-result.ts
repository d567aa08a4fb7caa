import type { Completion, GateOutcome, Trust } from '../../summary/result.ts';
import type { Change } from '../change.ts';
import type { InconclusivePolicy } from '../verdict.ts';
import type { LeftOut } from '../compare/compare-result.ts';

/** How the numbers of many stored runs moved over time: what `inrush trend -o json` writes. */
export type TrendResult = {
  readonly schemaVersion: 1;
  readonly kind: 'trend';
  /** Version of inrush that looked at them. */
  readonly inrush: string;
  /** Wall-clock start of the newest run, ISO 8601. */
  readonly startedAt: string;
  /** Name of the newest run's scenario file; null without one. */
  readonly scenario: string | null;
  /** The folder or files as they were named. */
  readonly label: string;
  readonly design: TrendDesign;
  /** Those that count, oldest first: one at least. */
  readonly runs: readonly TrendRun[];
  /** The others. */
  readonly leftOut: readonly LeftOut[];
  readonly series: readonly TrendSeries[];
  /** Where the numbers changed, newest first. */
  readonly changePoints: readonly TrendChange[];
  /** What a reader should know of these runs. */
  readonly notes: readonly string[];
  /** A plain sentence for people. */
  readonly finding: string;
  readonly completion: Completion;
  readonly trust: Trust;
  /** Of the metrics that decide; empty unless that was asked for. */
  readonly gates: readonly GateOutcome[];
};

export type TrendDesign = {
  /** A change is one from there down. */
  readonly maxPValue: number;
  /** The smallest effect that matters, as a share: 0.03 is 3 %. */
  readonly minEffect: number;
  /** The same of shares such as errors, in percentage points. */
  readonly minPoints: number;
  /** How many of the newest runs the gates are about; null: nothing is gated. */
  readonly gatedRuns: number | null;
  /** What gates that can't be decided come to in the exit code. */
  readonly inconclusive: InconclusivePolicy;
};

export type TrendRun = {
  /** Its file. */
  readonly name: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Runs with the same number, from 0 up, were measured on the same machine, with the same load. */
  readonly conditions: number;
};

export type TrendSeries = Pick<Change, 'metric' | 'request' | 'unit' | 'isHigherBetter' | 'effectKind'> & {
  /** Whether it decides; the others are only shown. */
  readonly isGated: boolean;
  /** Of each run, in `unit`; null where it has no such number. */
  readonly values: readonly (number | null)[];
};

/**
 * A place where a metric changed. `base` and `head` are its typical values before and after, as far as the next changes
 * on both sides; of times and rates geometric means. `worse` and `better`: the whole interval lies beyond the smallest effect
 * that matters; `inconclusive`: it changed, but that may have been by less.
 */
export type TrendChange = Pick<
  Change,
  | 'metric'
  | 'request'
  | 'unit'
  | 'isHigherBetter'
  | 'base'
  | 'head'
  | 'effect'
  | 'effectKind'
  | 'interval'
  | 'verdict'
> & {
  readonly isGated: boolean;
  /** Of Student's t-test between the runs before and after; that the place was searched for is not taken into account. */
  readonly pValue: number;
  /** The last run before it and the first one after it, as their places in `runs`. */
  readonly lastBefore: number;
  readonly firstAfter: number;
  /** How many runs with a number there are on each side, up to the next change. */
  readonly runsBefore: number;
  readonly runsAfter: number;
  /** By which conditions the runs on both sides differ, so that the target may be no slower; empty when by none. */
  readonly differences: readonly string[];
};
