// Hot path: runs for every response; no allocation.
import type { ResponseSink } from '../exchange.ts';
import { CR, LF } from './bytes.ts';
import { ChunkedDecoder } from './chunked.ts';
import type { HeadMemo } from './head-memo.ts';
import { type Head, HeadParser } from './head-parser.ts';

const HEAD = 0;
const BODY_LENGTH = 1;
const BODY_CHUNKED = 2;
const BODY_UNTIL_CLOSE = 3;
const TRAILERS = 4;
const DONE = 5;
const FAILED = 6;

const maxInformational = 100;

/** Reads one response at a time from bytes split anywhere. What it accepts: docs/measuring.md, "Strictness". */
export class ResponseParser {
  status: number = 0;
  bodyBytes: number = 0;
  /** The server lets the connection live on; known when the response is done. */
  keepAlive: boolean = false;
  /** '' or a constant description of what is wrong. */
  error: string = '';

  readonly #head = new HeadParser();
  #memo: HeadMemo;
  /** What earlier reads held of a head that somebody wants. */
  #headSoFar: Buffer | null = null;
  #chunked: ChunkedDecoder | null = null;
  #phase = HEAD;
  #hasNoBody = false;
  #remaining = 0;
  #informational = 0;

  constructor(memo: HeadMemo) {
    this.#memo = memo;
  }

  get isDone(): boolean {
    return this.#phase === DONE;
  }

  get isFailed(): boolean {
    return this.#phase === FAILED;
  }

  /** The next response begins. `hasNoBody`: it answers a HEAD request; `memo` knows what that was answered before. */
  begin(hasNoBody: boolean, memo: HeadMemo = this.#memo): void {
    this.#memo = memo;
    this.#phase = HEAD;
    this.#hasNoBody = hasNoBody;
    this.#informational = 0;
    this.bodyBytes = 0;
    this.error = '';
    this.#headSoFar = null;
    this.#head.beginResponse();
  }

  /** Reads `buffer[start..end)` until the response is done or broken, and answers where it stopped. */
  execute(buffer: Buffer, start: number, end: number, sink: ResponseSink | null): number {
    let at = start;
    while (at < end && this.#phase < DONE) {
      switch (this.#phase) {
        case HEAD:
          at = this.#readHead(buffer, at, end, sink);
          break;
        case TRAILERS:
          at = this.#head.execute(buffer, at, end);
          if (this.#head.error !== '') this.#fail(this.#head.error);
          else if (this.#head.isDone) this.#phase = DONE;
          break;
        case BODY_CHUNKED:
          at = this.#readChunked(buffer, at, end, sink);
          break;
        default:
          at = this.#readPlain(buffer, at, end, sink);
      }
    }
    return at;
  }

  /** The server has closed its side. Afterwards the response is done, or it was cut short. */
  finish(): void {
    if (this.#phase === BODY_UNTIL_CLOSE) this.#phase = DONE;
  }

  #readHead(buffer: Buffer, start: number, end: number, sink: ResponseSink | null): number {
    const head = this.#head;
    const memo = this.#memo;
    const isWhole = head.isUntouched;
    if (isWhole && memo.head !== null) {
      const length = memo.match(buffer, start, end);
      if (length > 0) {
        if (sink !== null) this.#tellHead(memo.head, buffer, start, start + length, sink);
        this.#phase = this.#beginBody(memo.head);
        return start + length;
      }
    }
    const at = head.execute(buffer, start, end);
    if (head.error !== '') {
      this.#fail(head.error);
    } else if (head.isDone) {
      if (isWhole && head.status >= 200) memo.learn(buffer, start, at, head);
      if (sink !== null) this.#tellHead(head, buffer, start, at, sink);
      this.#phase = this.#beginBody(head);
    } else if (sink !== null && sink.wantsHead !== 'never') {
      this.#holdHead(buffer, start, at);
    }
    return at;
  }

  /** Most heads come in one read. The others are put together, so that nobody else has to. */
  #tellHead(head: Head, buffer: Buffer, start: number, end: number, sink: ResponseSink): void {
    const { wantsHead } = sink;
    if (wantsHead === 'never') return;
    const { framing } = head;
    if (head.status >= 200 && (wantsHead === 'always' || framing.hasSetCookie)) {
      if (this.#headSoFar === null) {
        sink.onHead(buffer, afterEmptyLines(buffer, start), end, framing);
      } else {
        const whole = Buffer.concat([this.#headSoFar, buffer.subarray(start, end)]);
        sink.onHead(whole, afterEmptyLines(whole, 0), whole.length, framing);
      }
    }
    this.#headSoFar = null;
  }

  #holdHead(buffer: Buffer, start: number, end: number): void {
    const earlier = this.#headSoFar;
    const piece = buffer.subarray(start, end);
    this.#headSoFar = earlier === null ? Buffer.from(piece) : Buffer.concat([earlier, piece]);
  }

  /** RFC 9112, section 6.3. */
  #beginBody({ status, framing, minorVersion }: Head): number {
    this.status = status;
    if (status < 200) return this.#skipInformational(status);
    this.keepAlive = minorVersion === 1 ? !framing.saidClose : framing.saidKeepAlive && !framing.saidClose;
    if (this.#hasNoBody || status === 204 || status === 304) return DONE;
    if (framing.hasTransferEncoding) {
      if (!framing.isChunked) return this.#untilClose();
      // A chunked HTTP/1.0 message is framed by luck: its connection is not to be trusted again.
      if (minorVersion === 0) this.keepAlive = false;
      this.#chunked ??= new ChunkedDecoder();
      this.#chunked.begin();
      return BODY_CHUNKED;
    }
    if (framing.contentLength < 0) return this.#untilClose();
    this.#remaining = framing.contentLength;
    return this.#remaining === 0 ? DONE : BODY_LENGTH;
  }

  #untilClose(): number {
    this.keepAlive = false;
    this.#remaining = Infinity;
    return BODY_UNTIL_CLOSE;
  }

  #skipInformational(status: number): number {
    if (status === 101) return this.#fail('101 Switching Protocols, which nobody asked for');
    if (++this.#informational > maxInformational) return this.#fail('more than 100 interim responses');
    this.#head.beginResponse();
    return HEAD;
  }

  #readPlain(buffer: Buffer, start: number, end: number, sink: ResponseSink | null): number {
    const count = Math.min(end - start, this.#remaining);
    this.#remaining -= count;
    this.#take(buffer, start, count, sink);
    if (this.#remaining === 0) this.#phase = DONE;
    return start + count;
  }

  #readChunked(buffer: Buffer, start: number, end: number, sink: ResponseSink | null): number {
    const decoder = this.#chunked;
    if (decoder === null) return end;
    const at = decoder.execute(buffer, start, end);
    if (decoder.error !== '') {
      this.#fail(decoder.error);
    } else if (decoder.isLast) {
      this.#head.beginTrailers();
      this.#phase = TRAILERS;
    } else if (decoder.dataBytes > 0) {
      const count = Math.min(end - at, decoder.dataBytes);
      this.#take(buffer, at, count, sink);
      decoder.consume(count);
      return at + count;
    }
    return at;
  }

  #take(buffer: Buffer, start: number, count: number, sink: ResponseSink | null): void {
    this.bodyBytes += count;
    if (sink !== null && count > 0) sink.onBody(buffer, start, start + count);
  }

  #fail(error: string): number {
    this.error = error;
    this.#phase = FAILED;
    return FAILED;
  }
}

/** They are tolerated before a response. */
function afterEmptyLines(buffer: Buffer, start: number): number {
  let at = start;
  while (buffer[at] === CR || buffer[at] === LF) at++;
  return at;
}
