// Hot path: runs for every chunked body; no allocation.
import { CR, hexDigit, LF, SEMICOLON, valueCharacter } from './bytes.ts';
import { maxHeadBytes } from './head-parser.ts';

const SIZE = 0;
const EXTENSION = 1;
const SIZE_LF = 2;
const DATA = 3;
const DATA_CR = 4;
const DATA_LF = 5;

const maxHexDigits = 13;

/** The chunked transfer coding (RFC 9112, section 7.1) up to the last chunk; trailers are header lines. */
export class ChunkedDecoder {
  /** The chunk of size 0 has been read; what follows are trailers. */
  isLast: boolean = false;
  error: string = '';
  /** Body bytes that lie at the returned offset, still to be skipped by the caller. */
  dataBytes: number = 0;

  #state = SIZE;
  #digits = 0;
  #size = 0;
  #lineBytes = 0;

  begin(): void {
    this.isLast = false;
    this.error = '';
    this.dataBytes = 0;
    this.#state = SIZE;
    this.#digits = 0;
    this.#size = 0;
    this.#lineBytes = 0;
  }

  /** Reads framing up to data, the last chunk or the end of the bytes, and answers where it stopped. */
  execute(buffer: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && this.#state !== DATA && !this.isLast && this.error === '') {
      this.#byte(buffer[at++] ?? 0);
    }
    return at;
  }

  /** The caller has taken `count` of the data bytes. */
  consume(count: number): void {
    this.dataBytes -= count;
    if (this.dataBytes === 0) this.#state = DATA_CR;
  }

  #byte(byte: number): void {
    switch (this.#state) {
      case SIZE:
        this.#sizeByte(byte);
        break;
      case EXTENSION:
        if (byte === CR) this.#state = SIZE_LF;
        else if (valueCharacter[byte] === 0) this.error = 'a chunk extension holds a control character';
        else if (++this.#lineBytes > maxHeadBytes) this.error = 'a chunk extension exceeds 16 KiB';
        break;
      case SIZE_LF:
        if (byte !== LF) this.error = 'a chunk size line ends without CRLF';
        else this.#beginData();
        break;
      case DATA_CR:
        if (byte !== CR) this.error = 'a chunk is longer than its size';
        this.#state = DATA_LF;
        break;
      default:
        if (byte === LF) this.begin();
        else this.error = 'a chunk ends without CRLF';
    }
  }

  #sizeByte(byte: number): void {
    const digit = hexDigit[byte] ?? 255;
    if (digit !== 255) {
      this.#size = this.#size * 16 + digit;
      if (++this.#digits > maxHexDigits) this.error = 'a chunk size is too large';
    } else if (this.#digits === 0) this.error = 'a chunk size is not a hexadecimal number';
    else if (byte === CR) this.#state = SIZE_LF;
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else this.error = 'a chunk size is not a hexadecimal number';
  }

  #beginData(): void {
    this.isLast = this.#size === 0;
    this.dataBytes = this.#size;
    this.#state = DATA;
  }
}
