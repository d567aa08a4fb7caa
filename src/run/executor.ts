import type { Clock } from '../base/clock.ts';
import type { Engine } from '../http/connection.ts';
import { Exchange } from '../http/exchange.ts';
import { isTimeout } from '../http/failure.ts';
import type { FailureKind, Recorder } from '../stats/recorder.ts';
import type { CutKind } from './message.ts';
import type { RequestSource } from './request-source.ts';
import type { Timers } from './timers.ts';

/** Drives one worker's part of a load. Calls its `onDone` once, when nothing is open and nothing will start. */
export interface Executor {
  /** Opens what can be opened ahead of the start, then calls `onReady`. */
  prepare(onReady: () => void): void;
  /** Called at `startAt`, an instant of the context's clock. */
  start(startAt: number): void;
  /** Ends an automatic warm-up: the whole load runs from `at` on, an instant that has not come. */
  measureFrom(at: number): void;
  /** Starts nothing new; what is open may finish. */
  stop(): void;
  /** Ends what is open, now. */
  cut(kind: CutKind): void;
  /** Time since the start in which the loop was busy with nothing but asking whether the next start is due. */
  readonly spunMs: number;
}

/** What both loops work with. */
export type ExecutorContext = {
  readonly engine: Engine;
  readonly requests: RequestSource;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly timers: Timers;
  /** This worker's connections. */
  readonly connections: number;
  readonly pipelining: number;
  readonly onDone: () => void;
};

/** Exchanges that are not in use: a run allocates as many as it ever has open at once. */
export class ExchangePool {
  readonly #spare: Exchange[] = [];

  take(): Exchange {
    return this.#spare.pop() ?? new Exchange();
  }

  give(exchange: Exchange): void {
    this.#spare.push(exchange);
  }
}

/** How the accounting sees an ended exchange; null for a whole response. */
export function failureKind(exchange: Exchange, cutKind: CutKind): FailureKind | null {
  if (exchange.reason === 'none') return null;
  if (exchange.reason === 'aborted') return cutKind;
  return isTimeout(exchange.reason) ? 'timeout' : 'transportError';
}
