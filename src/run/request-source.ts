// Hot path: `next` runs for every request; no allocation but what a pattern demands.
import { present } from '../base/assert.ts';
import type { Exchange } from '../http/exchange.ts';
import { PreparedRequest } from '../http/prepare.ts';
import { RequestTemplate } from '../http/request-template.ts';
import type { NonEmpty } from '../plan/non-empty.ts';
import { requestOrder } from '../plan/request-order.ts';
import type { PlannedRequest } from '../scenario/request.ts';

/** Chooses what each start of one worker sends. */
export interface RequestSource {
  /** The next start's request; also sets the number, the request and the row of its exchange. */
  next(exchange: Exchange): PreparedRequest;
}

type SourcePlan = {
  readonly requests: NonEmpty<PlannedRequest>;
  readonly worker: number;
  readonly workers: number;
  readonly seed: number;
};

/**
 * Worker `i` of `n` sends what the starts `i`, `i + n`, … of the whole run are to send. Where there are several requests,
 * each is counted in the row that `rowOf` has for its name.
 */
export function makeRequestSource(
  plan: SourcePlan,
  rowOf: (name: string) => number = () => -1,
): RequestSource {
  const { requests, worker, workers } = plan;
  const [{ spec, target, pattern }] = requests;
  return requests.length === 1 && pattern === null
    ? new OneRequest(new PreparedRequest(spec, target), worker, workers)
    : new RequestCycle(plan, requests.length === 1 ? () => -1 : rowOf);
}

/** The same each time. */
export class OneRequest implements RequestSource {
  readonly #request: PreparedRequest;
  readonly #step: number;
  #number: number;

  constructor(request: PreparedRequest, first = 0, step = 1) {
    this.#request = request;
    this.#number = first;
    this.#step = step;
  }

  next(exchange: Exchange): PreparedRequest {
    exchange.number = this.#number;
    exchange.request = this.#request;
    this.#number += this.#step;
    return this.#request;
  }
}

/** Several by their weights, or one that is another each time: see `requestOrder`. */
class RequestCycle implements RequestSource {
  readonly #requests: readonly (PreparedRequest | RequestTemplate)[];
  readonly #rows: Int32Array;
  readonly #sequence: Uint32Array;
  readonly #ranks: Uint32Array;
  readonly #perRound: readonly number[];
  readonly #step: number;
  readonly #stepRounds: number;
  readonly #stepPositions: number;
  #number: number;
  #round: number;
  #position: number;

  constructor({ requests, worker, workers, seed }: SourcePlan, rowOf: (name: string) => number) {
    const { sequence, ranks, perRound } = requestOrder(requests.map(({ weight }) => weight));
    this.#requests = requests.map(({ spec, target, pattern }) =>
      pattern === null ? new PreparedRequest(spec, target) : new RequestTemplate(spec, pattern, target, seed),
    );
    this.#rows = Int32Array.from(requests, ({ name }) => rowOf(name));
    this.#sequence = sequence;
    this.#ranks = ranks;
    this.#perRound = perRound;
    this.#step = workers;
    this.#stepRounds = Math.floor(workers / sequence.length);
    this.#stepPositions = workers % sequence.length;
    this.#number = worker;
    this.#round = Math.floor(worker / sequence.length);
    this.#position = worker % sequence.length;
  }

  next(exchange: Exchange): PreparedRequest {
    const index = this.#sequence[this.#position] ?? 0;
    const entry = present(this.#requests[index]);
    const request = entry instanceof PreparedRequest ? entry : entry.fill(this.#number, this.#turnOf(index));
    exchange.number = this.#number;
    exchange.request = request;
    exchange.row = this.#rows[index] ?? -1;
    this.#advance();
    return request;
  }

  /** How often it was sent before, by all workers. */
  #turnOf(index: number): number {
    return this.#round * (this.#perRound[index] ?? 0) + (this.#ranks[this.#position] ?? 0);
  }

  #advance(): void {
    this.#number += this.#step;
    this.#round += this.#stepRounds;
    this.#position += this.#stepPositions;
    if (this.#position >= this.#sequence.length) {
      this.#position -= this.#sequence.length;
      this.#round++;
    }
  }
}
