// Hot path: `fill` runs for every request whose path holds a pattern.
import { randomUUID } from 'node:crypto';
import { assertNever } from '../base/assert.ts';
import { randomAt } from '../base/indexed-random.ts';
import type { PathPart, RequestSpec } from '../scenario/request.ts';
import { PreparedRequest } from './prepare.ts';

/** A request whose path is another each time; all that stays the same is encoded once. */
export class RequestTemplate {
  readonly #parts: readonly PathPart[];
  readonly #target: number;
  readonly #seed: number;
  readonly #before: Buffer;
  readonly #after: Buffer;

  constructor(spec: RequestSpec, parts: readonly PathPart[], target: number, seed: number) {
    this.#parts = parts;
    this.#target = target;
    this.#seed = seed;
    // The first space is the one before the path: a method has none.
    const { bytes } = new PreparedRequest({ ...spec, path: '' });
    const pathAt = bytes.indexOf(' ') + 1;
    this.#before = bytes.subarray(0, pathAt);
    this.#after = bytes.subarray(pathAt);
  }

  /**
   * The request of start `number` of the run, which is `turn` among those of this template, both from 0. All but
   * UUIDs depends on nothing else.
   */
  fill(number: number, turn: number): PreparedRequest {
    let path = '';
    for (let index = 0; index < this.#parts.length; index++) {
      const part = this.#parts[index];
      if (part !== undefined) path += textOf(part, number, turn, this.#seed, index);
    }
    return new PreparedRequest(this.#encode(path), this.#target);
  }

  #encode(path: string): Buffer {
    const before = this.#before;
    const after = this.#after;
    const bytes = Buffer.allocUnsafe(before.length + path.length + after.length);
    before.copy(bytes, 0);
    bytes.write(path, before.length, 'latin1');
    after.copy(bytes, before.length + path.length);
    return bytes;
  }
}

/** `lane` tells the patterns of one path apart. */
function textOf(part: PathPart, number: number, turn: number, seed: number, lane: number): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'counter':
      return padded(
        part.from + (part.to === Infinity ? turn : turn % (part.to - part.from + 1)),
        part.digits,
      );
    case 'random':
      return padded(
        part.from + Math.floor(randomAt(seed, number, lane) * (part.to - part.from + 1)),
        part.digits,
      );
    case 'uuid':
      return randomUUID();
    default:
      return assertNever(part);
  }
}

function padded(value: number, digits: number): string {
  const text = String(value);
  return text.length < digits ? text.padStart(digits, '0') : text;
}
