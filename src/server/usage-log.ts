import type { ServerCpu, ServerMemory } from '../summary/server-usage.ts';

/** What a server's processes had taken at an instant. */
export type UsageSample = {
  /** Wall clock, ms since the epoch. */
  readonly atMs: number;
  /** Since it started. */
  readonly cpuMs: number;
  readonly residentBytes: number;
  readonly processes: number;
};

export type UsageOfWindow = {
  readonly cpu: ServerCpu | null;
  readonly memory: ServerMemory | null;
  readonly peakProcesses: number | null;
};

const peakWindowMs = 1000;
const leastKnown = 0.5;

/** Samples over time, of bounded number: past it neighbours are merged, and peaks stay. */
export class UsageLog {
  #samples: UsageSample[] = [];
  readonly #most: number;
  /** How many samples are merged to one, and those that wait for it. */
  #merged = 1;
  #waiting: UsageSample[] = [];

  constructor(most: number = 18_000) {
    this.#most = most;
  }

  add(sample: UsageSample): void {
    this.#waiting.push(sample);
    if (this.#waiting.length < this.#merged) return;
    this.#samples.push(merge(this.#waiting));
    this.#waiting = [];
    if (this.#samples.length < this.#most) return;
    const pairs = Math.ceil(this.#samples.length / 2);
    this.#samples = Array.from({ length: pairs }, (_, index) =>
      merge(this.#samples.slice(2 * index, 2 * index + 2)),
    );
    this.#merged *= 2;
  }

  /**
   * Between samples the processor time is taken to grow evenly. Where the last of them came before the end, as of a server that
   * ended, means are of the part before; null where that is less than half, or nothing is known.
   */
  window(fromMs: number, toMs: number, requests: number): UsageOfWindow {
    const all = [...this.#samples, ...this.#waiting];
    const first = all.findLastIndex(({ atMs }) => atMs <= fromMs);
    const inside = all.slice(Math.max(0, first)).filter(({ atMs }, index) => index === 0 || atMs <= toMs);
    const [start] = inside;
    const end = inside.at(-1);
    if (start === undefined || end === undefined || toMs <= fromMs) {
      return { cpu: null, memory: null, peakProcesses: null };
    }
    const knownToMs = Math.min(toMs, all.at(-1)?.atMs ?? fromMs);
    const knownShare = (knownToMs - fromMs) / (toMs - fromMs);
    return {
      cpu: knownShare < leastKnown ? null : cpuOf(all, fromMs, knownToMs, requests * knownShare),
      memory: {
        startBytes: start.residentBytes,
        endBytes: end.residentBytes,
        peakBytes: Math.max(...inside.map(({ residentBytes }) => residentBytes)),
      },
      peakProcesses: Math.max(...inside.map(({ processes }) => processes)),
    };
  }
}

function merge(samples: readonly UsageSample[]): UsageSample {
  const last = samples.at(-1) ?? { atMs: 0, cpuMs: 0, residentBytes: 0, processes: 0 };
  return {
    ...last,
    residentBytes: Math.max(...samples.map(({ residentBytes }) => residentBytes)),
    processes: Math.max(...samples.map(({ processes }) => processes)),
  };
}

function cpuOf(samples: readonly UsageSample[], fromMs: number, toMs: number, requests: number): ServerCpu {
  const cpuMs = cpuMsAt(samples, toMs) - cpuMsAt(samples, fromMs);
  return {
    meanCores: cpuMs / (toMs - fromMs),
    peakCores: peakCores(samples, fromMs, toMs),
    perRequestUs: requests === 0 ? null : (cpuMs * 1000) / requests,
  };
}

function peakCores(samples: readonly UsageSample[], fromMs: number, toMs: number): number {
  const lengthMs = Math.min(peakWindowMs, toMs - fromMs);
  const starts = [fromMs, ...samples.map(({ atMs }) => atMs), toMs - lengthMs];
  return starts
    .filter((atMs) => atMs >= fromMs && atMs + lengthMs <= toMs)
    .map((atMs) => (cpuMsAt(samples, atMs + lengthMs) - cpuMsAt(samples, atMs)) / lengthMs)
    .reduce((most, cores) => Math.max(most, cores), 0);
}

/** Before the first sample and after the last it stands still. */
function cpuMsAt(samples: readonly UsageSample[], atMs: number): number {
  let [low, high] = [0, samples.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((samples[middle]?.atMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [samples[low - 1], samples[low]];
  if (before === undefined || after === undefined) return (before ?? after)?.cpuMs ?? 0;
  const part = (atMs - before.atMs) / (after.atMs - before.atMs);
  return before.cpuMs + part * (after.cpuMs - before.cpuMs);
}
