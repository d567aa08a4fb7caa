import type { Delta } from './delta.ts';
import { Histogram, type HistogramCounts } from './histogram.ts';
import type { SampleCounts } from './samples.ts';

/** The measured samples of one or more intervals in a row. */
export type LatencyWindow = { readonly interval: number; readonly counts: HistogramCounts };

/**
 * The headline latency of a run piece by piece: response times of an open model, service times of a closed one, all
 * outcomes, warm-up left out. Bounded however long a run is: past `mostWindows` two in a row become one.
 */
export class LatencyWindows {
  readonly #mostWindows: number;
  readonly #counts = new Map<number, HistogramCounts>();
  readonly #scratch: Histogram;
  #intervalsEach = 1;

  /** Many of them may share one `scratch`, which holds nothing between calls. */
  constructor(mostWindows = 600, scratch: Histogram = new Histogram()) {
    this.#mostWindows = mostWindows;
    this.#scratch = scratch;
  }

  /** How many intervals are in a window by now. */
  get intervalsEach(): number {
    return this.#intervalsEach;
  }

  add({ interval, samples }: Pick<Delta, 'interval' | 'samples'>): void {
    const { responseOk, responseRest, serviceOk, serviceRest } = samples;
    const isOpen = responseOk !== undefined || responseRest !== undefined;
    this.#merge(interval, isOpen ? [responseOk, responseRest] : [serviceOk, serviceRest]);
    while (this.#counts.size > this.#mostWindows) this.#widen();
  }

  /** In order; intervals without samples have none. */
  list(): readonly LatencyWindow[] {
    return [...this.#counts]
      .toSorted(([a], [b]) => a - b)
      .map(([place, counts]) => ({ interval: place * this.#intervalsEach, counts }));
  }

  #merge(interval: number, parts: readonly (SampleCounts | undefined)[]): void {
    const filled = parts.flatMap((part) => (part === undefined ? [] : [part.histogram]));
    if (filled.length > 0) this.#put(Math.floor(interval / this.#intervalsEach), filled);
  }

  #put(place: number, parts: readonly HistogramCounts[]): void {
    const before = this.#counts.get(place);
    for (const part of before === undefined ? parts : [before, ...parts]) this.#scratch.merge(part);
    this.#counts.set(place, this.#scratch.counts());
    this.#scratch.reset();
  }

  #widen(): void {
    const narrow = [...this.#counts];
    this.#counts.clear();
    this.#intervalsEach *= 2;
    for (const [place, counts] of narrow) this.#put(Math.floor(place / 2), [counts]);
  }
}
