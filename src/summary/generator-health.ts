import type { Fingerprint, MachineFacts } from './fingerprint.ts';

export type GeneratorHealth = {
  readonly cpuPerRequestUs: number;
  /** Most sockets open at once, over all workers. */
  readonly peakSockets: number;
  /** Most descriptors open at once, over all workers. */
  readonly peakOpenFiles: number;
  /** Who else wanted this machine's processors; null where nobody watched. */
  readonly system: SystemLoad | null;
  readonly workers: readonly WorkerHealth[];
  readonly machine: MachineFacts;
  /** What `inrush doctor --save` measured on this machine; null when it didn't. */
  readonly fingerprint: Fingerprint | null;
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
  /** The longest time that its event loop stood still; the last report before that, from the start of the run. */
  readonly longestGapMs: number;
  readonly gapAtMs: number | null;
};
