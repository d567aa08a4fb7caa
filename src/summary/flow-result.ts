import type { Load } from '../scenario/load.ts';

/** A load of a scenario file, and the flows that share it. */
export type FlowInfo = {
  readonly name: string;
  readonly load: Load;
  /** Virtual users ready before the start, and at most. */
  readonly vus: number;
  readonly maxVus: number;
  /** How often each is gone through in comparison with the others. */
  readonly shares: readonly { readonly name: string; readonly weight: number }[];
};

/**
 * Passes through the steps: planned = started + missed, started = completed + failed + interrupted. Where single
 * requests are sent each of them is one.
 */
export type Iterations = {
  readonly planned: number;
  readonly started: number;
  readonly completed: number;
  /** Ended early, most frequent reason first. */
  readonly failed: readonly EarlyEnds[];
  /** Cut at the end of the run. */
  readonly interrupted: number;
  readonly missed: number;
  /** Started within the measured part, over its length. */
  readonly perS: number;
};

export type EarlyEnds = { readonly reason: string; readonly count: number; readonly example: string };

/** What each virtual user does once, before its iterations; in no other number. */
export type Session = {
  /** Users that became ready. */
  readonly users: number;
  /** Attempts that failed, most frequent reason first. */
  readonly failed: readonly EarlyEnds[];
};

/** A data source of a scenario file. */
export type DataUse = {
  readonly name: string;
  readonly rows: number;
  /** Its rows ran out, and were not to begin anew. */
  readonly exhausted: boolean;
};
