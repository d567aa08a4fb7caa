import { Exchange } from '../http/exchange.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import type { CompiledRequest } from './compiled-request.ts';
import type { SendSettings } from './flow-sender.ts';
import type { ReceivedResponse } from './received-response.ts';
import type { ResponseGatherer } from './response-gatherer.ts';
import type { FlowError } from './scope.ts';
import type { User } from './user.ts';

/** One request of a virtual user, from the moment that it is ready to be sent. Used again and again. */
export class Flight {
  readonly user: User;
  readonly exchange: Exchange = new Exchange();
  readonly gatherer: ResponseGatherer;
  /** Hears of every end, redirects apart. */
  onEnd: (flight: Flight) => void = () => {};
  settings: SendSettings;
  /** What is sent next. */
  request: PreparedRequest | null = null;
  /** What it was made from; null for a request that a function sends. */
  step: CompiledRequest | null = null;
  plannedAt: number = NaN;
  redirectsLeft: number = 0;
  /** A redirect that can't be followed. */
  problem: FlowError | null = null;

  /** `index` is its place among all of a sender; its exchange carries it as `owner`. */
  constructor(index: number, user: User, gatherer: ResponseGatherer) {
    this.user = user;
    this.gatherer = gatherer;
    this.exchange.owner = index;
    this.settings = unused;
  }

  /** What came; only after a whole response, and until the next request. */
  get response(): ReceivedResponse {
    return this.gatherer.response;
  }
}

const unused: SendSettings = {
  row: -1,
  expected: null,
  redirects: 0,
  needsHead: false,
  needsBody: false,
  isRecorded: false,
};
