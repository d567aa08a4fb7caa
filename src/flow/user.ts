import { Exchange } from '../http/exchange.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import type { CompiledRequest } from './compiled-request.ts';
import type { CookieJar } from './cookies.ts';
import { Loops } from './loops.ts';
import type { Program } from './program.ts';
import type { ReceivedResponse } from './received-response.ts';
import type { ResponseGatherer } from './response-gatherer.ts';
import type { FlowError } from './scope.ts';
import type { Seat } from './seat.ts';
import { type SendSettings, sendsNothing } from './send-settings.ts';
import type { UserScope } from './user-scope.ts';

/** What a user is doing. */
export type UserState = 'idle' | 'session' | 'iteration';

/** A virtual user: its variables and cookies, and its place in the steps that it goes through. */
export class User {
  readonly seat: Seat<Flight>;
  readonly scope: UserScope;
  readonly jar: CookieJar | null;
  readonly loops: Loops = new Loops();
  state: UserState = 'idle';
  program: Program = [];
  /** The instruction that comes next. */
  at: number = 0;
  startedAt: number = NaN;
  /** Of the present iteration; NaN in a closed model and in a session. */
  plannedAt: number = NaN;
  /** When it could go on last: from then on an open model counts its next request. */
  readyAt: number = NaN;
  /** Its requests have planned starts. */
  isOpen: boolean = false;
  /** The present session or iteration has waited for something at least once. */
  hasYielded: boolean = false;
  /** Of a pause, or of what a function does. */
  cancelWait: () => void = () => {};
  /** Of its steps; made when it is first needed. */
  flight: Flight | null = null;
  onSessionEnd: (problem: FlowError | null) => void = () => {};

  constructor(seat: Seat<Flight>, scope: UserScope, jar: CookieJar | null) {
    this.seat = seat;
    this.scope = scope;
    this.jar = jar;
  }
}

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
    this.settings = sendsNothing;
  }

  /** What came; only after a whole response, and until the next request. */
  get response(): ReceivedResponse {
    return this.gatherer.response;
  }
}
