import type { Reason } from '../../src/http/failure.ts';
import type { PreparedRequest } from '../../src/http/prepare.ts';
import type { ManualClock } from './manual-clock.ts';

/** One request as the fake server gets to it: `index` counts all requests from 0. */
export type FakeCall = { readonly index: number; readonly request: PreparedRequest; readonly now: number };

/** From `fromMs` to `toMs` the server stands still; new connections are accepted all the same. */
export type Stall = { readonly fromMs: number; readonly toMs: number };

/** How the fake server behaves. Durations are in milliseconds; Infinity: never. */
export type FakeScript = {
  /** From the moment the server gets to a request to the end of the response. */
  readonly serviceMs: (call: FakeCall) => number;
  /** To its first byte; not more than the service time. */
  readonly firstByteMs: (call: FakeCall) => number;
  /** What the request fails of at the end of its service time. */
  readonly failure: (call: FakeCall) => Reason;
  readonly status: (call: FakeCall) => number;
  readonly headers: (call: FakeCall) => readonly (readonly [name: string, value: string])[];
  readonly body: (call: FakeCall) => string;
  /** The connection closes after the response. */
  readonly closes: (call: FakeCall) => boolean;
  /** `attempt` counts all connects from 0. */
  readonly connectMs: (attempt: number) => number;
  readonly connectFailure: (attempt: number) => Reason;
  /** In order of time, without overlap. */
  readonly stalls: readonly Stall[];
  /** What serves one request after the other: each connection for itself, or the whole server in one queue. */
  readonly queue: 'connection' | 'server';
};

/** Answers at once, always, with 200 and no body. */
const plainScript: FakeScript = {
  serviceMs: () => 0,
  firstByteMs: () => Infinity,
  failure: () => 'none',
  status: () => 200,
  headers: () => [],
  body: () => '',
  closes: () => false,
  connectMs: () => 0,
  connectFailure: () => 'none',
  stalls: [],
  queue: 'connection',
};

/**
 * A server without sockets, for the fake engine: everything happens in the time of a manual clock and
 * the same way every time.
 */
export class FakeServer {
  readonly clock: ManualClock;
  /** What was written, in order. */
  readonly requests: PreparedRequest[] = [];
  /** Sockets that were opened. */
  connections: number = 0;
  readonly #script: FakeScript;
  #attempts = 0;
  #freeAt = -Infinity;

  constructor(clock: ManualClock, script: Partial<FakeScript> = {}) {
    this.clock = clock;
    this.#script = { ...plainScript, ...script };
  }

  /** What becomes of the next attempt to connect. */
  accept(): { readonly connectMs: number; readonly failure: Reason } {
    const attempt = this.#attempts++;
    return { connectMs: this.#script.connectMs(attempt), failure: this.#script.connectFailure(attempt) };
  }

  /** A request reaches the server, which has not got to it yet. */
  receive(request: PreparedRequest): number {
    return this.requests.push(request) - 1;
  }

  /** The server gets to a request now. */
  serve(index: number, request: PreparedRequest): FakeResponse {
    const now = this.clock.now();
    const call: FakeCall = { index, request, now };
    const serviceMs = this.#script.serviceMs(call);
    const firstByteMs = Math.min(serviceMs, this.#script.firstByteMs(call));
    const failure = this.#script.failure(call);
    const beginsAt = this.#script.queue === 'server' ? Math.max(now, this.#freeAt) : now;
    this.#freeAt = this.#finish(beginsAt, serviceMs);
    return {
      // A failure that nothing was said before ends the request without a first byte.
      firstByteAt:
        failure !== 'none' && firstByteMs === serviceMs ? Infinity : this.#finish(beginsAt, firstByteMs),
      endsAt: this.#freeAt,
      failure,
      status: this.#script.status(call),
      headers: this.#script.headers(call),
      body: Buffer.from(this.#script.body(call), 'latin1'),
      closes: this.#script.closes(call),
    };
  }

  /** When work that starts now is done: it rests while the server stands still. */
  #finish(startsAt: number, workMs: number): number {
    let endsAt = startsAt + workMs;
    for (const { fromMs, toMs } of this.#script.stalls) {
      const isHit = toMs > startsAt && (fromMs < endsAt || fromMs <= startsAt);
      if (isHit) endsAt += toMs - Math.max(fromMs, startsAt);
    }
    return endsAt;
  }
}

/** What the server does with one request, in instants of its clock. */
export type FakeResponse = {
  readonly firstByteAt: number;
  readonly endsAt: number;
  readonly failure: Reason;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  readonly closes: boolean;
};
