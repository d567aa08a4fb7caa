// Hot path: runs for every request of a flow; allocates only when a response needs more room than any before it.
import type { Exchange, HeadTraits, ResponseSink } from '../http/exchange.ts';
import { ReceivedResponse } from './received-response.ts';

const firstRoomBytes = 1024;
/** A larger buffer isn't kept for the next response: each virtual user has one. */
const mostIdleBytes = 256 * 1024;
const nothing = Buffer.alloc(0);

/**
 * Gathers what is wanted of the responses of one virtual user, one at a time, in one buffer: the head, and behind
 * it the body up to a limit. Beyond the limit it only counts.
 */
export class ResponseGatherer implements ResponseSink {
  wantsHead: ResponseSink['wantsHead'] = 'never';
  /** The response sets cookies; known when its head was wanted in one way or the other. */
  hasCookies: boolean = false;
  /** The same object for every response, valid until the next `begin`. */
  readonly response: ReceivedResponse;

  readonly #limitBytes: number;
  #headWanted: ResponseSink['wantsHead'] = 'never';
  #wantsBody = false;
  #buffer: Buffer = nothing;
  #headBytes = 0;
  #usedBytes = 0;
  #isEncoded = false;
  #isCut = false;

  /** `limitBytes` of a body are kept, and as many of what it decompresses to. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
    this.response = new ReceivedResponse(limitBytes);
  }

  /** Before a request is sent: what to keep of its response. A head that isn't wanted is kept to read a compressed body. */
  begin(wantsHead: ResponseSink['wantsHead'], wantsBody: boolean): void {
    this.wantsHead = wantsBody ? 'always' : wantsHead;
    this.#headWanted = wantsHead;
    this.#wantsBody = wantsBody;
    this.hasCookies = false;
    this.#headBytes = 0;
    this.#usedBytes = 0;
    this.#isEncoded = false;
    this.#isCut = false;
    if (this.#buffer.length > mostIdleBytes) this.#buffer = nothing;
  }

  /** Otherwise it need not be asked. */
  get wantsAnything(): boolean {
    return this.wantsHead !== 'never';
  }

  /** After the request has ended, whatever of. */
  end(exchange: Exchange): ReceivedResponse {
    const response = this.response;
    response.set(exchange, this.#isEncoded, this.#isCut);
    response.gather(this.#buffer, this.#headBytes, this.#usedBytes);
    return response;
  }

  onHead(buffer: Buffer, start: number, end: number, traits: HeadTraits): void {
    this.hasCookies = traits.hasSetCookie;
    this.#isEncoded = traits.hasContentEncoding;
    if (!this.#isHeadOfUse(traits)) return;
    this.#keep(buffer, start, end);
    this.#headBytes = end - start;
  }

  onBody(buffer: Buffer, start: number, end: number): void {
    if (!this.#wantsBody) return;
    const room = this.#headBytes + this.#limitBytes - this.#usedBytes;
    if (end - start > room) this.#isCut = true;
    this.#keep(buffer, start, Math.min(end, start + room));
  }

  #isHeadOfUse({ hasSetCookie, hasContentEncoding }: HeadTraits): boolean {
    const wanted = this.#headWanted;
    return (
      wanted === 'always' ||
      (wanted === 'with-cookies' && hasSetCookie) ||
      (this.#wantsBody && hasContentEncoding)
    );
  }

  #keep(buffer: Buffer, start: number, end: number): void {
    const needed = this.#usedBytes + end - start;
    if (needed > this.#buffer.length) this.#grow(needed);
    buffer.copy(this.#buffer, this.#usedBytes, start, end);
    this.#usedBytes = needed;
  }

  #grow(neededBytes: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(firstRoomBytes, neededBytes, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#usedBytes);
    this.#buffer = larger;
  }
}
