import type { ResponseReceiver } from '../run/response-delivery.ts';
import type { ResponseRecord } from '../run/response-record.ts';
import type { SaveLimit } from './save-flags.ts';

/** What is over the limit goes when there is a quarter too much: sorting for each would take its time. */
const slack = 1.25;
/** For bodies that are on their way while the last ones that fit are dealt with. */
const spareWindowBytes = 1024 ** 2;

/** Keeps the first responses of a run, in request order, as they come in from the workers in any order. */
export class ResponseCollector implements ResponseReceiver {
  readonly keep: ResponseReceiver['keep'];
  readonly #limit: SaveLimit;
  #responses: ResponseRecord[] = [];
  #bytes = 0;
  #below = Infinity;

  constructor(limit: SaveLimit) {
    this.#limit = limit;
    this.keep = {
      mostResponses: limit.responses,
      maxBodyBytes: limit.bytes,
      windowBytes: limit.bytes + spareWindowBytes,
      windowResponses: limit.responses,
    };
  }

  readonly onResponse = (response: ResponseRecord): void => {
    if (response.number >= this.#below) return;
    this.#responses.push(response);
    this.#bytes += response.body.length;
    const { responses, bytes } = this.#limit;
    if (this.#responses.length > slack * responses || this.#bytes > slack * bytes) this.#trim();
  };

  readonly below = (): number => this.#below;

  get heldBytes(): number {
    return this.#bytes;
  }

  /** Whether there may have been more than the limit lets through. */
  get isFull(): boolean {
    return this.#below < Infinity || this.#responses.length >= this.#limit.responses;
  }

  /** By number; no more of them than the limit says. */
  collected(): readonly ResponseRecord[] {
    this.#trim();
    return this.#responses;
  }

  #trim(): void {
    const sorted = this.#responses.toSorted((a, b) => a.number - b.number);
    let bytes = 0;
    const end = sorted.findIndex(({ body }, index) => {
      bytes += body.length;
      return index >= this.#limit.responses || bytes > this.#limit.bytes;
    });
    this.#below = sorted[end]?.number ?? this.#below;
    this.#responses = end === -1 ? sorted : sorted.slice(0, end);
    this.#bytes = this.#responses.reduce((sum, { body }) => sum + body.length, 0);
  }
}
