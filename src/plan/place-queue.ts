/**
 * The places of several items in a round, first place first: the k-th of an item with weight w is at (k + ½)/w. A
 * binary heap of item indexes; the lower index goes first where two share a place.
 */
export class PlaceQueue {
  readonly #weights: readonly number[];
  readonly #ranks: Uint32Array;
  readonly #heap: Uint32Array;

  constructor(weights: readonly number[]) {
    this.#weights = weights;
    this.#ranks = new Uint32Array(weights.length);
    this.#heap = Uint32Array.from(weights, (_, index) => index);
    for (let slot = weights.length >> 1; slot >= 0; slot--) this.#sink(slot);
  }

  /** Of the item whose turn it is. */
  get index(): number {
    return this.#heap[0] ?? 0;
  }

  /** How many turns it had before. */
  get rank(): number {
    return this.#ranks[this.index] ?? 0;
  }

  advance(): void {
    this.#ranks[this.index] = this.rank + 1;
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    let slot = from;
    for (;;) {
      const left = 2 * slot + 1;
      let first = slot;
      if (left < heap.length && this.#isBefore(left, first)) first = left;
      if (left + 1 < heap.length && this.#isBefore(left + 1, first)) first = left + 1;
      if (first === slot) return;
      const item = heap[slot] ?? 0;
      heap[slot] = heap[first] ?? 0;
      heap[first] = item;
      slot = first;
    }
  }

  #isBefore(slot: number, other: number): boolean {
    const [item = 0, otherItem = 0] = [this.#heap[slot], this.#heap[other]];
    const [place, otherPlace] = [this.#placeOf(item), this.#placeOf(otherItem)];
    return place === otherPlace ? item < otherItem : place < otherPlace;
  }

  #placeOf(item: number): number {
    return ((this.#ranks[item] ?? 0) + 0.5) / (this.#weights[item] ?? 1);
  }
}
