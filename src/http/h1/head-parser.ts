// Hot path: runs for every response; no allocation.
import type { HeadTraits } from '../exchange.ts';
import { COLON, CR, LF, nameCharacter, SPACE, TAB, valueCharacter } from './bytes.ts';
import { Framing } from './framing.ts';

export const maxHeadBytes: number = 16 * 1024;
const maxHeaderLines = 100;

const START = 0;
const VERSION = 1;
const MINOR = 2;
const VERSION_END = 3;
const STATUS = 4;
const STATUS_END = 5;
const PHRASE = 6;
const STATUS_LF = 7;
const LINE = 8;
const NAME = 9;
const VALUE_START = 10;
const VALUE = 11;
const VALUE_LF = 12;
const END_LF = 13;
const DONE = 14;

const versionPrefix = Buffer.from('HTTP/1.');

/** A head that has been read to its end. */
export type Head = {
  readonly status: number;
  readonly minorVersion: number;
  readonly framing: HeadTraits &
    Pick<Framing, 'contentLength' | 'hasTransferEncoding' | 'isChunked' | 'saidClose' | 'saidKeepAlive'>;
};

/**
 * Reads a status line and header lines, split anywhere, as strictly as llhttp does by default: CRLF only, no
 * white space before a colon, no folded lines. Also reads trailers, which are header lines that frame nothing.
 */
export class HeadParser {
  status: number = 0;
  minorVersion: number = 1;
  isDone: boolean = false;
  /** '' or the constant description of what is wrong; nothing may be read after that. */
  error: string = '';
  readonly framing: Framing = new Framing();

  #state = START;
  #digits = 0;
  #headBytes = 0;
  #lines = 0;
  #isTrailer = false;

  /** Nothing of this head has been seen yet. */
  get isUntouched(): boolean {
    return this.#state === START;
  }

  beginResponse(): void {
    this.#begin(START, false);
    this.framing.reset();
  }

  beginTrailers(): void {
    this.#begin(LINE, true);
  }

  /** Reads from `buffer[start..end)` and answers where it stopped: after the head, or at the end of the bytes. */
  execute(buffer: Uint8Array, start: number, end: number): number {
    const limit = Math.min(end, start + maxHeadBytes - this.#headBytes);
    let at = start;
    while (at < limit && !this.isDone && this.error === '') at = this.#step(buffer, at, limit);
    this.#headBytes += at - start;
    if (at < end && !this.isDone && this.error === '') this.error = 'headers exceed 16 KiB';
    return at;
  }

  #begin(state: number, isTrailer: boolean): void {
    this.#state = state;
    this.#isTrailer = isTrailer;
    this.#headBytes = 0;
    this.#lines = 0;
    this.isDone = false;
    this.error = '';
  }

  #step(buffer: Uint8Array, at: number, end: number): number {
    switch (this.#state) {
      case LINE:
        return this.#line(buffer, at);
      case NAME:
        return this.#name(buffer, at, end);
      case VALUE_START:
      case VALUE:
        return this.#value(buffer, at, end);
      case VALUE_LF:
        return this.#expect(buffer[at], LF, LINE, 'a header line ends without CRLF', at);
      case END_LF:
        this.isDone = buffer[at] === LF;
        return this.#expect(buffer[at], LF, DONE, 'the head ends without CRLF', at);
      default:
        return this.#statusLine(buffer, at, end);
    }
  }

  #statusLine(buffer: Uint8Array, at: number, end: number): number {
    const byte = buffer[at] ?? 0;
    switch (this.#state) {
      case START:
        // Empty lines before a response are tolerated, as llhttp does.
        if (byte === CR || byte === LF) return at + 1;
        this.#digits = 0;
        this.#state = VERSION;
        return at;
      case VERSION:
        if (++this.#digits === versionPrefix.length) this.#state = MINOR;
        return this.#check(byte === versionPrefix[this.#digits - 1], 'not an HTTP/1 response', at);
      case MINOR:
        this.minorVersion = byte - 48;
        this.#state = VERSION_END;
        return this.#check(byte === 48 || byte === 49, 'not HTTP/1.0 or HTTP/1.1', at);
      case VERSION_END:
        this.status = 0;
        this.#digits = 0;
        return this.#expect(byte, SPACE, STATUS, 'no space after the HTTP version', at);
      case STATUS:
        this.status = this.status * 10 + byte - 48;
        if (++this.#digits === 3) this.#state = STATUS_END;
        return this.#check(
          byte >= 48 && byte <= 57 && (this.#digits < 3 || this.status >= 100),
          'the status code is not a number from 100 to 999',
          at,
        );
      case STATUS_END:
        if (byte === CR) return this.#expect(byte, CR, STATUS_LF, '', at);
        return this.#expect(byte, SPACE, PHRASE, 'the status code is not followed by a space', at);
      case PHRASE:
        while (at < end && buffer[at] !== CR && buffer[at] !== LF) at++;
        if (at === end) return at;
        return this.#expect(buffer[at], CR, STATUS_LF, 'the status line ends without CRLF', at);
      default:
        return this.#expect(byte, LF, LINE, 'the status line ends without CRLF', at);
    }
  }

  #line(buffer: Uint8Array, at: number): number {
    const byte = buffer[at] ?? 0;
    if (byte === CR) {
      this.#state = END_LF;
      return at + 1;
    }
    const lower = nameCharacter[byte] ?? 0;
    if (lower === 0) return this.#check(false, lineError(byte), at);
    if (++this.#lines > maxHeaderLines) return this.#check(false, 'more than 100 header lines', at);
    if (this.#isTrailer) this.framing.isCandidate = false;
    else this.framing.beginName(lower);
    this.#state = NAME;
    return at + 1;
  }

  #name(buffer: Uint8Array, at: number, end: number): number {
    const framing = this.framing;
    for (; at < end; at++) {
      const byte = buffer[at] ?? 0;
      if (byte === COLON) {
        if (framing.isCandidate) this.error = framing.endName();
        this.#state = VALUE_START;
        return at + 1;
      }
      const lower = nameCharacter[byte] ?? 0;
      if (lower === 0) return this.#check(false, 'a header name holds a character it must not', at);
      if (framing.isCandidate) framing.nameByte(lower);
    }
    return at;
  }

  #value(buffer: Uint8Array, at: number, end: number): number {
    const framing = this.framing;
    if (framing.isCandidate) {
      for (; at < end; at++) {
        const byte = buffer[at] ?? 0;
        if (valueCharacter[byte] === 0) break;
        const error = framing.valueByte(byte);
        if (error !== '') return this.#check(false, error, at);
      }
    } else {
      while (at < end && valueCharacter[buffer[at] ?? 0] === 1) at++;
    }
    if (at === end) return at;
    if (buffer[at] !== CR) return this.#check(false, valueError(buffer[at] ?? 0), at);
    if (framing.isCandidate) this.error = framing.endValue();
    this.#state = VALUE_LF;
    return at + 1;
  }

  #expect(byte: number | undefined, expected: number, next: number, error: string, at: number): number {
    this.#state = next;
    return this.#check(byte === expected, error, at);
  }

  #check(isValid: boolean, error: string, at: number): number {
    if (!isValid) this.error = error;
    return at + 1;
  }
}

function lineError(byte: number): string {
  if (byte === SPACE || byte === TAB) return 'a header line is folded';
  return byte === LF ? 'a line ends with a bare LF' : 'a header name holds a character it must not';
}

function valueError(byte: number): string {
  return byte === LF ? 'a header line ends with a bare LF' : 'a header value holds a control character';
}
