// Hot path: `match` runs for every response; no allocation.
import type { Head } from './head-parser.ts';

const capacity = 1024;

/**
 * The last response head of an engine, as bytes and as what they mean. Servers answer the same request with the
 * same head for a second at a time (until Date moves). Comparing 150 bytes costs 44 ns four at a time (210 ns one
 * at a time, 110 ns in `Buffer.compare`), where parsing them costs 1 µs.
 */
export class HeadMemo {
  readonly #bytes = new Uint8Array(capacity);
  readonly #words = new DataView(this.#bytes.buffer);
  #length = 0;
  /** Of the buffer that was compared last: an engine has only one. */
  #viewed: Uint8Array | null = null;
  #view: DataView = this.#words;
  #head: Head | null = null;

  /** What the remembered bytes mean; null before anything was learnt. */
  get head(): Head | null {
    return this.#head;
  }

  /** The length of the remembered head if it stands at `buffer[start..end)`, else 0. */
  match(buffer: Uint8Array, start: number, end: number): number {
    const length = this.#length;
    if (end - start < length) return 0;
    if (buffer !== this.#viewed) this.#lookAt(buffer);
    const words = this.#words;
    const view = this.#view;
    // Heads differ late more often than early: the value of Date, or a length.
    let at = length - 4;
    for (; at >= 0; at -= 4) if (words.getInt32(at) !== view.getInt32(start + at)) return 0;
    const bytes = this.#bytes;
    for (at += 3; at >= 0; at--) if (bytes[at] !== buffer[start + at]) return 0;
    return length;
  }

  /** Remembers a head that was parsed from its first byte to its last out of one buffer. */
  learn(buffer: Uint8Array, start: number, end: number, { status, minorVersion, framing }: Head): void {
    if (end - start > capacity) return;
    this.#bytes.set(buffer.subarray(start, end));
    this.#length = end - start;
    const { contentLength, hasTransferEncoding, isChunked, saidClose, saidKeepAlive } = framing;
    const { hasSetCookie, hasContentEncoding } = framing;
    this.#head = {
      status,
      minorVersion,
      framing: {
        contentLength,
        hasTransferEncoding,
        isChunked,
        saidClose,
        saidKeepAlive,
        hasSetCookie,
        hasContentEncoding,
      },
    };
  }

  #lookAt(buffer: Uint8Array): void {
    this.#viewed = buffer;
    this.#view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
}
