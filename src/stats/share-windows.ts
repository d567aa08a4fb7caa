/** How often something happened in some intervals in a row, of how many times that it could. */
export type ShareCounts = { readonly hits: number; readonly count: number };

/** Counts of a run piece by piece; bounded however long it is: past `mostWindows` two in a row become one. */
export class ShareWindows {
  readonly #mostWindows: number;
  readonly #counts = new Map<number, ShareCounts>();
  #intervalsEach = 1;

  constructor(mostWindows = 600) {
    this.#mostWindows = mostWindows;
  }

  add(interval: number, hits: number, count: number): void {
    if (count > 0) this.#put(Math.floor(interval / this.#intervalsEach), { hits, count });
    while (this.#counts.size > this.#mostWindows) this.#widen();
  }

  /** In order; intervals in which it could not happen have none. */
  list(): readonly ShareCounts[] {
    return [...this.#counts].toSorted(([a], [b]) => a - b).map(([, counts]) => counts);
  }

  #put(place: number, { hits, count }: ShareCounts): void {
    const before = this.#counts.get(place) ?? { hits: 0, count: 0 };
    this.#counts.set(place, { hits: before.hits + hits, count: before.count + count });
  }

  #widen(): void {
    const narrow = [...this.#counts];
    this.#counts.clear();
    this.#intervalsEach *= 2;
    for (const [place, counts] of narrow) this.#put(Math.floor(place / 2), counts);
  }
}
