import type { Completion, GateOutcome, Trust } from '../../summary/result.ts';
import type { Change } from '../change.ts';
import type { InconclusivePolicy } from '../verdict.ts';
import type { Conditions } from './conditions.ts';

/** Stored runs of a candidate held against those of a baseline: what `inrush compare -o json` writes. */
export type CompareResult = {
  readonly schemaVersion: 1;
  readonly kind: 'compare';
  /** Version of inrush that compared. */
  readonly inrush: string;
  /** Wall-clock start of the candidate's first run, ISO 8601. */
  readonly startedAt: string;
  /** Name of the candidate's scenario file; null without one. */
  readonly scenario: string | null;
  readonly base: CompareSide;
  readonly head: CompareSide;
  readonly method: CompareMethod;
  readonly design: CompareDesign;
  /** Those that decide. */
  readonly changes: readonly Change[];
  /** The same metrics of each request by name, only to be shown: judged among themselves. */
  readonly requestChanges: readonly Change[];
  /** What was not the same, so that nothing decides; empty unless `--allow-different` was given. */
  readonly differences: readonly string[];
  /** What a reader should know of how it was compared. */
  readonly notes: readonly string[];
  /** A plain sentence for people. */
  readonly finding: string;
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
};

export type CompareSide = {
  /** The file or folder as it was named. */
  readonly label: string;
  readonly source: SideSource;
  /** Version of inrush that measured. */
  readonly inrush: string;
  /** Of its first run, ISO 8601. */
  readonly startedAt: string;
  readonly target: Conditions['target'];
  /** How many count. */
  readonly runs: number;
  /** In as many sessions: without an hour between the start of one run and the next. */
  readonly sessions: number;
  /** The others. */
  readonly leftOut: readonly LeftOut[];
};

export type SideSource = 'result' | 'folder' | 'baseline';

/** A run that doesn't count, and why. */
export type LeftOut = { readonly name: string; readonly reason: string };

/**
 * `rank-sum`: by the order of the runs alone, exactly. `t`: too few runs for that; their noise is taken for log-normal and
 * alike on both sides. `assumed-noise`: too few to tell how much runs differ.
 */
export type CompareMethod = 'rank-sum' | 't' | 'assumed-noise';

export type CompareDesign = {
  /** The smallest effect that matters, as a share: 0.03 is 3 %. */
  readonly minEffect: number;
  /** The same of shares such as errors, in percentage points. */
  readonly minPoints: number;
  /** Chance of a false alarm over all metrics that decide. */
  readonly alpha: number;
  /** What counts as one: where the sides were not measured in the same hours, all runs of a session. */
  readonly unit: 'run' | 'session';
  /** By how much one of them usually differs from the next, as a share; null where they tell themselves. */
  readonly runNoise: RunNoise | null;
  /** What gates that can't be decided come to in the exit code. */
  readonly inconclusive: InconclusivePolicy;
};

export type RunNoise = {
  readonly share: number;
  /** Nobody said so: it is taken for one that three runs might have told. */
  readonly isGuess: boolean;
};
