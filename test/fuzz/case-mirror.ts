import { formatCase, parseCase, type FuzzCase } from './fuzz-case.ts';

const maxBytes = 128 * 1024;

/** The case that a thread is busy with, for another thread to see: the first can't tell while it is busy. */
export class CaseMirror {
  readonly memory: SharedArrayBuffer;
  readonly #header: Int32Array;
  readonly #bytes: Buffer;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(8 + maxBytes)) {
    this.memory = memory;
    this.#header = new Int32Array(memory, 0, 2);
    this.#bytes = Buffer.from(memory, 8);
  }

  /** Grows with every case. */
  get count(): number {
    return Atomics.load(this.#header, 0);
  }

  show(fuzzCase: FuzzCase): void {
    Atomics.store(this.#header, 1, this.#bytes.write(formatCase(fuzzCase), 'latin1'));
    Atomics.add(this.#header, 0, 1);
  }

  get shown(): FuzzCase {
    return parseCase(this.#bytes.toString('latin1', 0, Atomics.load(this.#header, 1)));
  }
}
