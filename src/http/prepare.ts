import type { RequestSpec } from '../scenario/request.ts';

const maxRepeatedBytes = 64 * 1024;

/** A request encoded once and sent many times, or made for one call. */
export class PreparedRequest {
  /** Index of the target that it goes to, where there are several. */
  readonly target: number;
  /** The whole request on the wire, HTTP/1.1. Must not change once it is sent. */
  readonly bytes: Buffer;
  /** Its response has no body, whatever its headers say. */
  readonly isHead: boolean;
  /** From the dispatch to the last byte of the response; NaN: what the connection gives every request. */
  readonly timeoutMs: number;
  #spec: RequestSpec | null;
  #repeated: Buffer[] | null = null;

  /** Bytes are a request that is encoded already, with Content-Length where it has a body. */
  constructor(source: RequestSpec | Buffer, target = 0, timeoutMs: number = NaN) {
    const isEncoded = Buffer.isBuffer(source);
    this.target = target;
    this.bytes = isEncoded ? source : encode(source);
    this.isHead = saysHead(this.bytes);
    this.timeoutMs = timeoutMs;
    this.#spec = isEncoded ? null : source;
  }

  /** What it consists of; of encoded bytes it is read when first asked for. */
  get spec(): RequestSpec {
    this.#spec ??= decode(this.bytes);
    return this.#spec;
  }

  /** `count` copies in one buffer, so that a pipeline is refilled by a single write; null where that is large. */
  repeated(count: number): Buffer | null {
    if (count === 1) return this.bytes;
    // Each count keeps its buffer: a deep pipeline of large bodies would fill memory with copies.
    if (count * this.bytes.length > maxRepeatedBytes) return null;
    this.#repeated ??= [];
    return (this.#repeated[count] ??= Buffer.concat(Array.from({ length: count }, () => this.bytes)));
  }
}

function encode(spec: RequestSpec): Buffer {
  const lines = [`${spec.method} ${spec.path} HTTP/1.1`];
  for (const [name, value] of spec.headers) lines.push(`${name}: ${value}`);
  const head = Buffer.from(lines.join('\r\n') + '\r\n\r\n', 'latin1');
  return spec.body === null ? head : Buffer.concat([head, spec.body]);
}

/** Undoes {@link encode}. */
function decode(bytes: Buffer): RequestSpec {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const [requestLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const [method = '', path = ''] = requestLine.split(' ');
  const body = bytes.subarray(headEnd + 4);
  return { method, path, headers: lines.map(decodeLine), body: body.length === 0 ? null : body };
}

function decodeLine(line: string): readonly [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 2)];
}

function saysHead(bytes: Buffer): boolean {
  return bytes[0] === 72 && bytes[1] === 69 && bytes[2] === 65 && bytes[3] === 68 && bytes[4] === 32;
}
