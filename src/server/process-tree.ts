import type { ProcessStat, ProcessTable } from './process-stat.ts';

/**
 * The processes of a server: the one that was started, which leads a session of its own, all in that session, their
 * children, and whoever was one of them before. What detaches itself between two looks is not found.
 */
export class ProcessTree {
  readonly #root: number;
  readonly #table: ProcessTable;
  /** Members by pid, with their start. */
  #known: ReadonlyMap<number, number> = new Map();
  /** Not members; nobody becomes one later. So a look reads little but what is new. */
  readonly #foreign = new Set<number>();

  constructor(root: number, table: ProcessTable) {
    this.#root = root;
    this.#table = table;
  }

  /** All of them now, zombies included. */
  look(): readonly ProcessStat[] {
    const pids = new Set(this.#table.pids());
    for (const pid of this.#foreign) if (!pids.has(pid)) this.#foreign.delete(pid);
    const others = new Set<ProcessStat>();
    for (const pid of pids) {
      const stat = this.#foreign.has(pid) ? null : this.#table.stat(pid);
      if (stat !== null) others.add(stat);
    }
    const members = new Map<number, ProcessStat>();
    // A child may stand before its parent, so until nobody is added.
    for (let before = -1; before < members.size;) {
      before = members.size;
      for (const stat of others) {
        if (!this.#isMember(stat) && !members.has(stat.parent)) continue;
        members.set(stat.pid, stat);
        others.delete(stat);
      }
    }
    for (const { pid } of others) this.#foreign.add(pid);
    this.#known = new Map([...members.values()].map(({ pid, startTicks }) => [pid, startTicks]));
    return [...members.values()];
  }

  #isMember({ pid, group, session, startTicks }: ProcessStat): boolean {
    const root = this.#root;
    return pid === root || group === root || session === root || this.#known.get(pid) === startTicks;
  }
}
