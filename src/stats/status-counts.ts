// Hot path: `add` runs for every answer; no allocation.

/** Answers by status code, 100 to 999. */
export class StatusCounts {
  readonly #counts = new Float64Array(1000);

  add(status: number): void {
    this.#counts[status] = (this.#counts[status] ?? 0) + 1;
  }

  /** Everything since the last call, which it forgets. */
  take(): Record<string, number> {
    const codes: Record<string, number> = {};
    for (let status = 0; status < this.#counts.length; status++) {
      const count = this.#counts[status] ?? 0;
      if (count > 0) codes[status] = count;
    }
    this.#counts.fill(0);
    return codes;
  }
}
