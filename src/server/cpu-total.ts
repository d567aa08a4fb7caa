import type { ProcessStat } from './process-stat.ts';

/** Times in /proc are cut to whole ticks: two of them for each process that ends may seem to be missing. */
const roundingMs = 20;

/**
 * Processor time of a changing set of processes. A parent that waits for a child takes over its time, and what a process
 * took whose parent doesn't (it has ended itself, or ignores SIGCHLD) is kept as it was last seen. So the sum never falls.
 */
export class CpuTotal {
  #members: ReadonlyMap<number, ProcessStat> = new Map();
  #lostMs = 0;

  /** In ms, since the first of them started. */
  update(stats: readonly ProcessStat[]): number {
    const members = new Map(stats.map((stat) => [stat.pid, stat]));
    this.#lostMs += this.#lostSince(members);
    this.#members = members;
    return stats.reduce((sum, stat) => sum + takenMs(stat), this.#lostMs);
  }

  #lostSince(now: ReadonlyMap<number, ProcessStat>): number {
    const endedMs = new Map<ProcessStat | null, { sum: number; count: number }>();
    for (const stat of this.#members.values()) {
      if (isSame(stat, now.get(stat.pid))) continue;
      const heir = this.#heirOf(stat, now);
      const { sum, count } = endedMs.get(heir) ?? { sum: 0, count: 0 };
      endedMs.set(heir, { sum: sum + takenMs(stat), count: count + 1 });
    }
    let lostMs = 0;
    for (const [heir, { sum, count }] of endedMs) {
      const before = heir === null ? undefined : this.#members.get(heir.pid);
      const inheritedMs = (heir?.childrenCpuMs ?? 0) - (before?.childrenCpuMs ?? 0);
      const missingMs = sum - inheritedMs;
      if (missingMs > (heir === null ? 0 : roundingMs * count)) lostMs += missingMs;
    }
    return lostMs;
  }

  /** The nearest ancestor that is still there: only it can have been given the time. */
  #heirOf(stat: ProcessStat, now: ReadonlyMap<number, ProcessStat>): ProcessStat | null {
    let parent = this.#members.get(stat.parent);
    // As many steps as there are members: a pid that was given again while they were read could close a circle.
    for (let steps = 0; parent !== undefined && steps < this.#members.size; steps++) {
      const current = now.get(parent.pid);
      if (isSame(parent, current)) return current ?? null;
      parent = this.#members.get(parent.parent);
    }
    return null;
  }
}

function takenMs({ cpuMs, childrenCpuMs }: ProcessStat): number {
  return cpuMs + childrenCpuMs;
}

function isSame({ startTicks }: ProcessStat, other: ProcessStat | undefined): boolean {
  return other?.startTicks === startTicks;
}
