import { pageBytes } from './page-bytes.ts';
import { CpuTotal } from './cpu-total.ts';
import type { ProcessTree } from './process-tree.ts';
import { UsageLog, type UsageOfWindow } from './usage-log.ts';

/** Several in a second, so that little of a window's ends is guessed. */
const everyMs = 200;

/** Looks at the processes of a server from time to time. Belongs into the coordinator, so that no worker pays for it. */
export class UsageSampler {
  readonly #tree: ProcessTree;
  readonly #cpu = new CpuTotal();
  readonly #log = new UsageLog();
  readonly #pageBytes = pageBytes();
  readonly #timer: NodeJS.Timeout;
  #isClosed = false;

  constructor(tree: ProcessTree) {
    this.#tree = tree;
    this.#sample();
    this.#timer = setInterval(() => this.#sample(), everyMs).unref();
  }

  /** See {@link UsageLog.window}. */
  window(fromMs: number, toMs: number, requests: number): UsageOfWindow {
    // What came since the last look is a part of it.
    if (!this.#isClosed) this.#sample();
    return this.#log.window(fromMs, toMs, requests);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#timer);
  }

  #sample(): void {
    const stats = this.#tree.look();
    const living = stats.filter(({ isZombie }) => !isZombie);
    this.#log.add({
      atMs: Date.now(),
      cpuMs: this.#cpu.update(stats),
      residentBytes: living.reduce((sum, { residentPages }) => sum + residentPages, 0) * this.#pageBytes,
      processes: living.length,
    });
  }
}
