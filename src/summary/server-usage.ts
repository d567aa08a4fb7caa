/** What a server that inrush started itself took of the machine, all its processes together, over the measured part. */
export type ServerUsage = {
  /** As it was given, secrets hidden. */
  readonly command: string;
  /** From its start until it answered. */
  readonly readyMs: number;
  /** null where the system doesn't say. */
  readonly cpu: ServerCpu | null;
  readonly memory: ServerMemory | null;
  /** Most at once. */
  readonly peakProcesses: number | null;
  /** How it ended by itself before it was stopped; null when it lived. */
  readonly ended: ServerEnd | null;
};

export type ServerCpu = {
  /** Processors in use: 0.98 is 98 % of one core. Over the measured part, and in its worst second. */
  readonly meanCores: number;
  readonly peakCores: number;
  readonly perRequestUs: number | null;
};

/** Resident, in bytes. */
export type ServerMemory = {
  readonly startBytes: number;
  readonly endBytes: number;
  readonly peakBytes: number;
};

export type ServerEnd = {
  /** null when a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** From the start of the run; below 0 before it. */
  readonly atMs: number;
  /** The last that it wrote to stdout and stderr, clipped. */
  readonly lastLines: readonly string[];
};
