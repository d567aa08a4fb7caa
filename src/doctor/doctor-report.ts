import type { Backlog, Descriptors, Ports } from '../machine/limits.ts';
import type { MachineFacts } from '../summary/fingerprint.ts';
import type { TrustLevel } from '../summary/result.ts';

/** What `inrush doctor` found out: `-o json` writes it, schema/doctor.schema.json describes it. */
export type DoctorReport = {
  readonly schemaVersion: 1;
  readonly kind: 'doctor';
  /** Version of inrush that looked. */
  readonly inrush: string;
  /** Wall-clock start, ISO 8601. */
  readonly startedAt: string;
  readonly tookMs: number;
  readonly machine: MachineFacts;
  readonly readings: Readings;
  readonly selfTest: SelfTest;
  /** One for each line of the screen. */
  readonly findings: readonly DoctorFinding[];
};

/** What the system says of itself; null where it doesn't, or where there is no limit. */
export type Readings = {
  readonly processors: Processors;
  readonly descriptors: Descriptors;
  readonly ports: Ports;
  readonly backlog: Backlog;
  readonly clock: ClockReading;
  /** How late a timer of the event loop fires. */
  readonly timer: Lateness;
  /** How late the starts of an open model are, with nothing else to do. */
  readonly pacing: Lateness;
};

export type Processors = {
  readonly online: number;
  /** Those that this process may run on, `0-3,8`. */
  readonly allowed: string | null;
  /** Whether two of them may be one core. */
  readonly smt: boolean | null;
  /** Processes that ran or waited to, mean of the last minute. */
  readonly load1m: number | null;
};

export type ClockReading = {
  /** What the kernel takes the time from: `tsc`, `hpet`. */
  readonly source: string | null;
  /** The smallest step seen. */
  readonly resolutionNs: number;
  /** What a reading costs. */
  readonly readingNs: number;
};

export type Lateness = { readonly p50Us: number; readonly p99Us: number; readonly maxUs: number };

/** Runs against the null server in processes of its own. */
export type SelfTest = {
  readonly serverProcesses: number;
  /** null when no run of it could be trusted. */
  readonly floor: Floor | null;
  /** null when no run of it could be trusted. */
  readonly closedLoop: ClosedLoop | null;
  readonly openModel: OpenModel;
  /** Why a figure is missing. */
  readonly problems: readonly SelfTestProblem[];
};

export type SelfTestProblem = { readonly figure: SelfTestFigure; readonly message: string };

export type SelfTestFigure = 'floor' | 'closed-loop' | 'open-model';

/** Service time on one connection with nothing else to do. */
export type Floor = { readonly p50Us: number; readonly p99Us: number; readonly trust: TrustLevel };

export type ClosedLoop = {
  readonly perS: number;
  readonly connections: number;
  readonly workers: number;
  readonly trust: TrustLevel;
};

export type OpenModel = {
  /** The highest rate whose p99 of the start lag stayed below 1 ms, twice; null when none did. */
  readonly highestRatePerS: number | null;
  /** At that rate, when it was confirmed. */
  readonly startLagP99Us: number | null;
  /** In the order in which they were tried. */
  readonly trials: readonly RateTrial[];
};

export type RateTrial = {
  readonly ratePerS: number;
  readonly answeredPerS: number;
  /** null when there were too few starts. */
  readonly startLagP99Us: number | null;
  readonly trust: TrustLevel;
  /** Whether starts were on time and the rate was reached. */
  readonly passed: boolean;
};

export type FindingName =
  'cores' | 'container' | 'descriptors' | 'ports' | 'backlog' | 'clock' | 'timer' | 'pacing' | SelfTestFigure;

/** `look`: something that this machine's results suffer from, and what to do about it. */
export type DoctorFinding = {
  readonly name: FindingName;
  readonly mark: 'ok' | 'look';
  /** null where there is nothing to do. */
  readonly advice: string | null;
};
