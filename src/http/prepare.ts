import type { RequestSpec } from '../scenario/request.ts';

const maxRepeatedBytes = 64 * 1024;

/** A request encoded once and sent many times, or once where its path is another each time. */
export class PreparedRequest {
  readonly spec: RequestSpec;
  /** Index of the target that it goes to, where there are several. */
  readonly target: number;
  /** The whole request on the wire, HTTP/1.1. */
  readonly bytes: Buffer;
  /** Its response has no body, whatever its headers say. */
  readonly isHead: boolean;
  #repeated: Buffer[] | null = null;

  /** `bytes` are given by whoever has encoded the spec already. */
  constructor(spec: RequestSpec, target = 0, bytes: Buffer = encode(spec)) {
    this.spec = spec;
    this.target = target;
    this.bytes = bytes;
    this.isHead = spec.method === 'HEAD';
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
