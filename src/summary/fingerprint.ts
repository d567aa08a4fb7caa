/** What a machine is, as far as its speed as a generator depends on it. null where the system doesn't say. */
export type MachineFacts = {
  readonly cpuModel: string | null;
  /** Cores that this process may use: affinity counts. */
  readonly cores: number;
  readonly memoryBytes: number;
  /** `linux x64` */
  readonly platform: string;
  /** Name and release of the operating system's kernel: `Linux 6.8.0-45-generic`. */
  readonly kernel: string;
  /** `v22.12.0` */
  readonly node: string;
  /** How the clock frequency is chosen, as cpufreq names it: `performance`, `powersave`. */
  readonly governor: string | null;
  /** CPU quota of the container in cores; null without one. */
  readonly cpuLimitCores: number | null;
  /** Memory limit of the container; null without one. */
  readonly memoryLimitBytes: number | null;
};

/** What inrush can do on a machine at best, measured by `inrush doctor` against the built-in server. */
export type Fingerprint = {
  readonly machine: MachineFacts;
  /** Wall-clock time, ISO 8601. */
  readonly savedAt: string;
  /** Version of inrush that measured. */
  readonly inrush: string;
  /** Service time on one connection with nothing else to do. */
  readonly floor: { readonly p50Us: number; readonly p99Us: number };
  /** Open model: the highest arrival rate whose p99 of the start lag stayed below 1 ms; null when none did. */
  readonly highestRatePerS: number | null;
  /** Closed model, 50 connections; null when no run of it could be trusted, as where generator and server share a core. */
  readonly closedLoopPerS: number | null;
};

/** Of a median up to this many times the floor's, a third or more is the machine's own. */
export const nearFloorRatio = 3;
