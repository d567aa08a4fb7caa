// Hot path: runs for every response; no allocation.
/** The header fields that decide where a message ends, and whether the connection lives on; and two that sinks ask for. */
const names = [
  'content-length',
  'connection',
  'transfer-encoding',
  'set-cookie',
  'content-encoding',
] as const;
const contentLength = 0;
const connection = 1;
const transferEncoding = 2;
const setCookie = 3;
const contentEncoding = 4;
const none = -1;

const tab = 9;
const space = 32;
const comma = 44;
const zero = 48;
const lowerC = 99;
const lowerE = 101;
const lowerK = 107;
const lowerN = 110;
const lowerS = 115;
const lowerT = 116;
const maxLength = Number.MAX_SAFE_INTEGER;

/**
 * Reads the framing fields of one head byte by byte, so that a head may be split anywhere (RFC 9112, section 6).
 * Methods answer '' or the constant description of what is wrong.
 */
export class Framing {
  /** -1: not given. */
  contentLength: number = -1;
  hasTransferEncoding: boolean = false;
  /** `chunked` is the last transfer coding. */
  isChunked: boolean = false;
  saidClose: boolean = false;
  saidKeepAlive: boolean = false;
  /** This and the next frame nothing, but spare sinks the look through the head. */
  hasSetCookie: boolean = false;
  hasContentEncoding: boolean = false;
  /** Whether the field being read can still be one of ours: other fields skip the calls below. */
  isCandidate: boolean = false;

  #field = none;
  #matched = 0;
  #token = '';
  #tokenLength = 0;
  #tokenMatches = true;
  #tokenEnded = false;
  #sawDigit = false;
  #digitsEnded = false;

  reset(): void {
    this.contentLength = -1;
    this.hasTransferEncoding = false;
    this.isChunked = false;
    this.saidClose = false;
    this.saidKeepAlive = false;
    this.hasSetCookie = false;
    this.hasContentEncoding = false;
    this.isCandidate = false;
  }

  beginName(lower: number): void {
    this.#field = fieldStartingWith(lower);
    this.#matched = 1;
    this.isCandidate = this.#field !== none;
  }

  nameByte(lower: number): void {
    const index = this.#matched++;
    if (names[this.#field]?.charCodeAt(index) === lower) return;
    // `connection` and `content-length` part ways at the fourth letter, `content-encoding` and that one at the ninth.
    const isLength = this.#field === contentLength;
    if (isLength && index === 3 && lower === lowerN) this.#field = connection;
    else this.#field = isLength && index === 8 && lower === lowerE ? contentEncoding : none;
    this.isCandidate = this.#field !== none;
  }

  endName(): string {
    if (this.#matched !== names[this.#field]?.length) {
      this.isCandidate = false;
      return '';
    }
    if (this.#field >= setCookie) {
      if (this.#field === setCookie) this.hasSetCookie = true;
      else this.hasContentEncoding = true;
      this.isCandidate = false;
      return '';
    }
    this.#beginToken();
    this.#sawDigit = false;
    this.#digitsEnded = false;
    if (this.#field === contentLength) {
      if (this.contentLength >= 0) return 'Content-Length appears twice';
      if (this.hasTransferEncoding) return 'Content-Length beside Transfer-Encoding';
      this.contentLength = 0;
    } else if (this.#field === transferEncoding) {
      if (this.contentLength >= 0) return 'Content-Length beside Transfer-Encoding';
      this.hasTransferEncoding = true;
    }
    return '';
  }

  valueByte(byte: number): string {
    if (this.#field === contentLength) return this.#digit(byte);
    if (byte === comma) {
      this.#endToken();
      this.#beginToken();
    } else if ((byte !== space && byte !== tab) || this.#tokenLength > 0) {
      this.#tokenByte(byte);
    }
    return '';
  }

  endValue(): string {
    this.isCandidate = false;
    if (this.#field === contentLength) return this.#sawDigit ? '' : 'Content-Length is empty';
    this.#endToken();
    return '';
  }

  #digit(byte: number): string {
    if (byte === space || byte === tab) {
      this.#digitsEnded = this.#sawDigit;
      return '';
    }
    const digit = byte - zero;
    if (digit < 0 || digit > 9 || this.#digitsEnded) return 'Content-Length is not a number';
    this.#sawDigit = true;
    this.contentLength = this.contentLength * 10 + digit;
    return this.contentLength > maxLength ? 'Content-Length is too large' : '';
  }

  #beginToken(): void {
    this.#tokenLength = 0;
    this.#tokenMatches = true;
    this.#tokenEnded = false;
  }

  #tokenByte(byte: number): void {
    // White space may follow a token, but more text after it makes it another one.
    if (byte === space || byte === tab) {
      this.#tokenEnded = true;
      return;
    }
    const lower = byte >= 65 && byte <= 90 ? byte | 32 : byte;
    if (this.#tokenLength === 0) this.#token = this.#candidateToken(lower);
    if (this.#tokenEnded || this.#token.charCodeAt(this.#tokenLength) !== lower) this.#tokenMatches = false;
    this.#tokenLength++;
  }

  #candidateToken(first: number): string {
    if (this.#field === transferEncoding) return 'chunked';
    return first === lowerC ? 'close' : first === lowerK ? 'keep-alive' : '';
  }

  #endToken(): void {
    if (this.#tokenLength === 0) return;
    const whole = this.#tokenMatches && this.#tokenLength === this.#token.length;
    if (this.#field === transferEncoding) this.isChunked = whole;
    else if (whole && this.#token === 'close') this.saidClose = true;
    else if (whole) this.saidKeepAlive = true;
  }
}

function fieldStartingWith(lower: number): number {
  if (lower === lowerC) return contentLength;
  if (lower === lowerT) return transferEncoding;
  return lower === lowerS ? setCookie : none;
}
