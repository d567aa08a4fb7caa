import type { Plan } from '../plan/plan.ts';
import type { Tally } from '../stats/tally.ts';
import type { Fingerprint, MachineFacts } from './fingerprint.ts';
import type { SteadyState, SystemLoad, WorkerHealth } from './result.ts';

/** Everything that is known when a run is over; `summarize` makes the public result of it. */
export type RunRecord = Measured & {
  readonly machine: MachineFacts;
  /** null when none was saved for this machine. */
  readonly fingerprint: Fingerprint | null;
};

/** What the coordinator's workers told it. */
export type Measured = {
  readonly plan: Plan;
  /** Resolved, `127.0.0.1:8080` or a socket path. */
  readonly address: string;
  readonly tally: Tally;
  readonly workers: readonly WorkerHealth[];
  readonly peakOpenFiles: number;
  /** null where nobody watched. */
  readonly system: SystemLoad | null;
  /** By how much the wall clock moved against the other one during the run. */
  readonly clockShiftMs: number;
  /** Wall-clock time of the common start. */
  readonly startedAtDate: Date;
  /** The start in clock milliseconds, to place the last end. */
  readonly startAt: number;
  /** The length that the warm-up had. */
  readonly warmupMs: number;
  /** null with a warm-up of fixed length. */
  readonly steadyState: SteadyState | null;
  /** When the load was over or cut, in clock milliseconds; Infinity when only its count ended it. */
  readonly endAt: number;
  /** Why the run is partial; empty when it is complete. */
  readonly partialReasons: readonly string[];
};
