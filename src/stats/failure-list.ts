export type Failure = { readonly reason: string; count: number; readonly example: string };

const maxReasons = 100;

/** Failures counted by reason, each with its first example; bounded, so that no server can fill memory. */
export class FailureList {
  readonly #byReason = new Map<string, Failure>();

  add(reason: string, count: number, example: string): void {
    const known = this.#byReason.get(reason);
    if (known !== undefined) {
      known.count += count;
      return;
    }
    const isFull = this.#byReason.size >= maxReasons && reason !== 'other';
    if (isFull) this.add('other', count, example);
    else this.#byReason.set(reason, { reason, count, example });
  }

  addAll(failures: readonly Failure[]): void {
    for (const { reason, count, example } of failures) this.add(reason, count, example);
  }

  /** Most frequent first. */
  list(): Failure[] {
    return [...this.#byReason.values()].toSorted((a, b) => b.count - a.count);
  }

  clear(): void {
    this.#byReason.clear();
  }
}
