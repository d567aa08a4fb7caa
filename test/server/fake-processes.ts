import type { ProcessStat, ProcessTable } from '../../src/server/process-stat.ts';

/** A process that does nothing, in the session of process 100. */
export function processOf(pid: number, parent: number, facts: Partial<ProcessStat> = {}): ProcessStat {
  return {
    pid,
    parent,
    group: 100,
    session: 100,
    isZombie: false,
    cpuMs: 0,
    childrenCpuMs: 0,
    residentPages: 10,
    startTicks: pid * 1000,
    ...facts,
  };
}

/** A machine whose processes a test says, and how often each was looked at. */
export class FakeProcesses implements ProcessTable {
  now: readonly ProcessStat[] = [];
  readonly looks: Map<number, number> = new Map();

  pids: ProcessTable['pids'] = () => this.now.map(({ pid }) => pid);

  stat: ProcessTable['stat'] = (pid) => {
    this.looks.set(pid, (this.looks.get(pid) ?? 0) + 1);
    return this.now.find((one) => one.pid === pid) ?? null;
  };
}
