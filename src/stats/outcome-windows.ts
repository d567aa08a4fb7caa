import { endedCount, errorCount } from './counters.ts';
import type { Delta } from './delta.ts';
import { Histogram } from './histogram.ts';
import { LatencyWindows } from './latency-windows.ts';
import { rowEndedCount } from './request-row.ts';
import { mostNames, otherRow } from './request-rows.ts';
import { ShareWindows } from './share-windows.ts';

/** Of a name or a check; half of that when a run grows past it. */
const mostWindows = 120;

/** What the requests of one name were like piece by piece. */
export type NameWindows = {
  readonly latency: LatencyWindows;
  readonly errors: ShareWindows;
  /** How many checks passed. */
  readonly checks: ShareWindows;
};

/**
 * How errors, checks and the requests of each name went from one interval to the next: what tells how sure their shares
 * and times are. Bounded in names as the rows are, and in windows.
 */
export class OutcomeWindows {
  readonly errors: ShareWindows = new ShareWindows();
  readonly checks: ShareWindows = new ShareWindows();
  readonly #names = new Map<string, NameWindows>();
  readonly #labels = new Map<string, ShareWindows>();
  /** Shared: a histogram of its own for each name would need more memory than all windows. */
  readonly #scratch = new Histogram();

  add({ interval, counters, rows, checks }: Delta): void {
    this.errors.add(interval, errorCount(counters), endedCount(counters));
    for (const row of rows) {
      const { latency, errors } = this.#nameOf(row.name);
      latency.add({ interval, samples: row.samples });
      errors.add(interval, errorCount(row.counters), rowEndedCount(row.counters));
    }
    for (const { request, label, passed, failed } of checks) {
      this.checks.add(interval, passed, passed + failed);
      this.#labelOf(request, label).add(interval, passed, passed + failed);
      if (request !== null) this.#nameOf(request).checks.add(interval, passed, passed + failed);
    }
  }

  /** undefined where nothing was told of that name. */
  ofName(name: string): NameWindows | undefined {
    return this.#names.get(name);
  }

  ofCheck(request: string | null, label: string): ShareWindows | undefined {
    return this.#labels.get(keyOf(request, label));
  }

  #nameOf(name: string): NameWindows {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    if (this.#names.size >= mostNames && name !== otherRow) return this.#nameOf(otherRow);
    const windows = {
      latency: new LatencyWindows(mostWindows, this.#scratch),
      errors: new ShareWindows(mostWindows),
      checks: new ShareWindows(mostWindows),
    };
    this.#names.set(name, windows);
    return windows;
  }

  #labelOf(request: string | null, label: string): ShareWindows {
    const key = keyOf(request, label);
    const windows = this.#labels.get(key) ?? new ShareWindows(mostWindows);
    this.#labels.set(key, windows);
    return windows;
  }
}

function keyOf(request: string | null, label: string): string {
  return JSON.stringify([request, label]);
}
