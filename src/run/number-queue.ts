// Hot path: holds the starts that wait for a connection.
/** First in, first out; a ring that doubles, so that a million waiting starts are 8 MB and no garbage. */
export class NumberQueue {
  #items = new Float64Array(1024);
  #first = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(value: number): void {
    if (this.#size === this.#items.length) this.#grow();
    this.#items[(this.#first + this.#size) & (this.#items.length - 1)] = value;
    this.#size++;
  }

  /** NaN when empty. */
  shift(): number {
    if (this.#size === 0) return NaN;
    const value = this.#items[this.#first] ?? NaN;
    this.#first = (this.#first + 1) & (this.#items.length - 1);
    this.#size--;
    return value;
  }

  #grow(): void {
    const larger = new Float64Array(this.#items.length * 2);
    larger.set(this.#items.subarray(this.#first));
    larger.set(this.#items.subarray(0, this.#first), this.#items.length - this.#first);
    this.#items = larger;
    this.#first = 0;
  }
}
