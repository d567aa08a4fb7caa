import { present } from '../base/assert.ts';
import { type FailureReason, failureReasons, type Reason } from '../http/failure.ts';
import type { ResponseRecord } from './response-record.ts';

/** What one worker keeps of the responses. Plain data. */
export type KeepSettings = {
  /** The first so many of this worker's measured requests; Infinity: all. */
  readonly mostResponses: number;
  /** Of one body; the rest of it is cut. */
  readonly maxBodyBytes: number;
  /** Bodies, and responses, that may be kept here before the receiver has dealt with them; more are dropped. */
  readonly windowBytes: number;
  readonly windowResponses: number;
};

/**
 * Responses on their way from a worker, in columns: copying a few arrays costs the worker a tenth of what as many
 * objects would. Plain data.
 */
export type ResponseBatch = {
  readonly count: number;
  /** `fieldsEach` numbers for each response. */
  readonly fields: Float64Array;
  /** One after the other. */
  readonly bodies: Uint8Array;
  /** What a response's numbers point into. */
  readonly requests: readonly SentRequest[];
  readonly details: readonly string[];
};

/** What a worker hears once a batch was dealt with. */
export type Receipt = {
  readonly responses: number;
  /** Of their bodies. */
  readonly bytes: number;
  /** Responses with this number or a higher one are of no use any more; Infinity: all are. */
  readonly below: number;
};

export type SentRequest = { readonly method: string; readonly url: string };

/** What a batch says of one response, besides its body and its request. Instants are NaN where never reached. */
export type ResponseRow = {
  readonly number: number;
  readonly status: number;
  readonly reason: Reason;
  readonly detail: string;
  readonly bodyBytes: number;
  readonly startedAtMs: number;
  readonly serviceTimeMs: number;
  readonly responseTimeMs: number;
};

const fieldsEach = 10;

/** Gathers responses until they are taken. */
export class BatchWriter {
  count: number = 0;
  bodyBytes: number = 0;
  #fields: number[] = [];
  #pieces: Uint8Array[] = [];
  #requests: SentRequest[] = [];
  #details: string[] = [];

  add(row: ResponseRow, request: SentRequest, pieces: readonly Uint8Array[], keptBytes: number): void {
    const { number, status, reason, detail, bodyBytes, startedAtMs, serviceTimeMs, responseTimeMs } = row;
    // Runs of the same request share one entry.
    if (this.#requests.at(-1) !== request) this.#requests.push(request);
    if (detail !== '' && this.#details.at(-1) !== detail) this.#details.push(detail);
    this.#fields.push(
      number,
      this.#requests.length - 1,
      status,
      reason === 'none' ? -1 : failureReasons.indexOf(reason),
      detail === '' ? -1 : this.#details.length - 1,
      keptBytes,
      bodyBytes,
      startedAtMs,
      serviceTimeMs,
      responseTimeMs,
    );
    this.#pieces.push(...pieces);
    this.bodyBytes += keptBytes;
    this.count++;
  }

  /** All that was added since the last time. */
  take(): ResponseBatch {
    const batch: ResponseBatch = {
      count: this.count,
      fields: Float64Array.from(this.#fields),
      bodies: Buffer.concat(this.#pieces, this.bodyBytes),
      requests: this.#requests,
      details: this.#details,
    };
    this.count = 0;
    this.bodyBytes = 0;
    this.#fields = [];
    this.#pieces = [];
    this.#requests = [];
    this.#details = [];
    return batch;
  }
}

/** The responses of a batch, one at a time; their bodies are views of the batch's. */
export function* readBatch({
  count,
  fields,
  bodies,
  requests,
  details,
}: ResponseBatch): Generator<ResponseRecord> {
  let bodyAt = 0;
  for (let index = 0; index < count; index++) {
    const row = fields.subarray(index * fieldsEach, (index + 1) * fieldsEach);
    const [
      number,
      request,
      status,
      reason,
      detail,
      keptBytes,
      bodyBytes,
      startedAtMs,
      serviceMs,
      responseMs,
    ] = row;
    const body = bodies.subarray(bodyAt, bodyAt + present(keptBytes));
    bodyAt += body.length;
    yield {
      number: present(number),
      ...present(requests[present(request)]),
      status: reason === -1 ? present(status) : null,
      reason: reasonAt(present(reason)),
      detail: detail === -1 ? '' : present(details[present(detail)]),
      body,
      bodyBytes: present(bodyBytes),
      isCut: body.length < present(bodyBytes),
      startedAtMs: present(startedAtMs),
      serviceTimeMs: numberOrNull(present(serviceMs)),
      responseTimeMs: numberOrNull(present(responseMs)),
    };
  }
}

function reasonAt(index: number): FailureReason | 'none' {
  return index === -1 ? 'none' : present(failureReasons[index]);
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
