// Hot path: every row that is drawn is read through two of these.
import { closeSync, openSync, readSync } from 'node:fs';

/** What is read at once of a file that is read on and on. */
const aheadBytes = 64 * 1024;

/** A part of a file in memory, moved to where it is wanted. */
export class FileWindow {
  #descriptor: number | null;
  readonly #readsAhead: boolean;
  #buffer: Buffer;
  #from = 0;
  #to = 0;

  /** Without reading ahead, each place costs one read of what is wanted. Throws as Node does. */
  constructor(path: string, readsAhead: boolean) {
    this.#descriptor = openSync(path, 'r');
    this.#readsAhead = readsAhead;
    this.#buffer = Buffer.allocUnsafe(readsAhead ? aheadBytes : 0);
  }

  /** What is asked for next is all between these bytes. */
  need(from: number, to: number): void {
    if (from < this.#from || to > this.#to) this.#read(from, to);
  }

  text(from: number, to: number): string {
    this.need(from, to);
    return this.#buffer.toString('utf8', from - this.#from, to - this.#from);
  }

  /** The number at byte `from`. */
  number(from: number): number {
    this.need(from, from + 8);
    return this.#buffer.readDoubleLE(from - this.#from);
  }

  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #read(from: number, to: number): void {
    if (this.#descriptor === null) throw new Error('the file was closed');
    const wanted = to - from;
    if (wanted > this.#buffer.length) this.#buffer = Buffer.allocUnsafe(wanted);
    // Should it fail, nothing that is half read may be taken for rows.
    this.#from = 0;
    this.#to = 0;
    const most = this.#readsAhead ? this.#buffer.length : wanted;
    let length = 0;
    // A read may give less than there is.
    while (length < wanted) {
      const bytes = readSync(this.#descriptor, this.#buffer, length, most - length, from + length);
      if (bytes === 0) throw new Error('the file ends before it');
      length += bytes;
    }
    this.#from = from;
    this.#to = from + length;
  }
}
