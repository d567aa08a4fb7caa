import { closeSync, openSync, writeSync } from 'node:fs';
import { describeCause, InrushError } from '../../base/errors.ts';

const bufferBytes = 256 * 1024;
/** Of UTF-8, for a UTF-16 unit. */
const mostUnitBytes = 3;
const numberBytes = 8;

/** A new file that only this user can read, written from its beginning to its end. Throws `cannot-run`. */
export class AppendedFile {
  readonly path: string;
  readonly #buffer = Buffer.allocUnsafe(bufferBytes);
  #descriptor: number | null;
  #used = 0;
  #writtenBytes = 0;

  constructor(path: string) {
    this.path = path;
    try {
      this.#descriptor = openSync(path, 'wx', 0o600);
    } catch (error) {
      throw noRoom(error);
    }
  }

  get bytes(): number {
    return this.#writtenBytes + this.#used;
  }

  text(text: string): void {
    const mostBytes = text.length * mostUnitBytes;
    this.#makeRoom(mostBytes);
    if (mostBytes > bufferBytes) this.#put(Buffer.from(text));
    else this.#used += this.#buffer.write(text, this.#used);
  }

  /** As 64 bits, little endian. */
  number(value: number): void {
    this.#makeRoom(numberBytes);
    this.#used = this.#buffer.writeDoubleLE(value, this.#used);
  }

  flush(): void {
    const bytes = this.#buffer.subarray(0, this.#used);
    this.#used = 0;
    this.#put(bytes);
  }

  /** What was not flushed is lost. */
  close(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }

  #makeRoom(bytes: number): void {
    if (this.#used + bytes > bufferBytes) this.flush();
  }

  #put(bytes: Uint8Array): void {
    try {
      for (let from = 0; from < bytes.length;) from += writeSync(this.#descriptor ?? -1, bytes, from);
    } catch (error) {
      throw noRoom(error);
    }
    this.#writtenBytes += bytes.length;
  }
}

export function noRoom(cause: unknown): InrushError {
  const message = `rows of data can't be written to a temporary file: ${describeCause(cause)}`;
  const hint = 'the variable TMPDIR names another folder for temporary files';
  return new InrushError('cannot-run', [{ message, hint }], { cause });
}
