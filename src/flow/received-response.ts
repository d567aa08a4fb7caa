// Hot path: `set` runs for every request of a flow whose response is looked at.
import type { Exchange } from '../http/exchange.ts';
import { codingsOf, decompress } from './decompress.ts';
import type { FlowResponse } from './flow-response.ts';
import { ResponseHead } from './response-head.ts';
import { FlowError } from './scope.ts';

const nothing = Buffer.alloc(0);
const none: readonly string[] = [];
const byteOrderMark = 0xfe_ff;

/**
 * See {@link FlowResponse}. Reads head and body where they were gathered, so bytes are only valid until the user's
 * next request; what `text` and `json` have answered lives on.
 */
export class ReceivedResponse implements FlowResponse {
  status: number = 0;
  serviceTimeMs: number = NaN;
  bodyBytes: number = 0;
  isCut: boolean = false;

  #isEncoded = false;
  readonly #limitBytes: number;
  readonly #head = new ResponseHead();
  #gathered: Buffer = nothing;
  #headBytes = 0;
  #usedBytes = 0;
  #bytes: Buffer | null = null;
  #text: string | null = null;
  #json: { readonly value: unknown } | null = null;

  /** A body may decompress to `limitBytes`. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Another response. `isEncoded`: it has a Content-Encoding. */
  set(exchange: Exchange, isEncoded: boolean, isCut: boolean): void {
    this.status = exchange.status;
    this.serviceTimeMs = exchange.endedAt - exchange.writtenAt;
    this.bodyBytes = exchange.bodyBytes;
    this.isCut = isCut;
    this.#isEncoded = isEncoded;
  }

  /** Its head at the start of the buffer, its body behind it up to `usedBytes`. */
  gather(gathered: Buffer, headBytes: number, usedBytes: number): void {
    this.#gathered = gathered;
    this.#headBytes = headBytes;
    this.#usedBytes = usedBytes;
    this.#head.set(gathered, 0, headBytes);
    this.#bytes = null;
    this.#text = null;
    this.#json = null;
  }

  header(name: string): string | null {
    return this.#headBytes === 0 ? null : this.#head.first(name);
  }

  headers(name: string): readonly string[] {
    return this.#headBytes === 0 ? none : this.#head.all(name);
  }

  /** All header lines in the order in which they came. */
  headerLines(): readonly (readonly [name: string, value: string])[] {
    return this.#headBytes === 0 ? [] : this.#head.lines();
  }

  /**
   * Throws a {@link FlowError}: `capture` when the body isn't what its Content-Encoding says, `body-too-large` when
   * it decompresses to more than the limit, or was cut and can't be decompressed.
   */
  bytes(): Buffer {
    this.#bytes ??= this.#decoded(this.#gathered.subarray(this.#headBytes, this.#usedBytes));
    return this.#bytes;
  }

  text(): string {
    this.#text ??= withoutMark(this.#utf8());
    return this.#text;
  }

  json(): unknown {
    this.#json ??= { value: JSON.parse(this.text()) };
    return this.#json.value;
  }

  /** A copy that outlives the user's next request. */
  detached(): ReceivedResponse {
    const copy = new ReceivedResponse(this.#limitBytes);
    copy.status = this.status;
    copy.serviceTimeMs = this.serviceTimeMs;
    copy.bodyBytes = this.bodyBytes;
    copy.isCut = this.isCut;
    copy.#isEncoded = this.#isEncoded;
    copy.gather(Buffer.from(this.#gathered.subarray(0, this.#usedBytes)), this.#headBytes, this.#usedBytes);
    return copy;
  }

  /** Without a view of the bytes where nobody needs one: that takes as long as to read a short body. */
  #utf8(): string {
    if (this.#bytes !== null || this.#isEncoded) return this.bytes().toString('utf8');
    return this.#gathered.toString('utf8', this.#headBytes, this.#usedBytes);
  }

  #decoded(body: Buffer): Buffer {
    if (!this.#isEncoded || body.length === 0) return body;
    const codings = codingsOf(this.headers('content-encoding').join());
    if (codings.length === 0) return body;
    if (!this.isCut) return decompress(body, codings, this.#limitBytes);
    throw new FlowError(
      'body-too-large',
      `a body of ${this.bodyBytes} bytes is over the limit of ${this.#limitBytes}, and compressed: none of it can be read`,
    );
  }
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === byteOrderMark ? text.slice(1) : text;
}
