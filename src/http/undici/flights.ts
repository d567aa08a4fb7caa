import type { Clock } from '../../base/clock.ts';
import type { Exchange } from '../exchange.ts';
import type { Reason } from '../failure.ts';
import type { Flight } from './flight.ts';
import type { Loss } from './loss.ts';
import type { Session } from './session.ts';

/** The flights of one connection, the oldest first, and the exchanges that are over but not yet told of. */
export class Flights {
  readonly #clock: Clock;
  readonly #open: Flight[] = [];
  readonly #untold: Exchange[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.#open.length;
  }

  /** The one that is answered next. */
  get head(): Flight | undefined {
    return this.#open[0];
  }

  add(flight: Flight): void {
    this.#open.push(flight);
  }

  /** A copy: what is done with them may end some. */
  select(matches: (flight: Flight) => boolean): Flight[] {
    return this.#open.filter(matches);
  }

  /** `session` is the one it was written on, if it was. */
  end(flight: Flight, session: Session | null, reason: Reason, detail: string): void {
    const { exchange } = flight;
    flight.isOver = true;
    this.#open.splice(this.#open.indexOf(flight), 1);
    if (flight.isWritten && session !== null) {
      session.countSent(flight);
      exchange.receivedBytes = session.takeReceivedBytes();
    }
    exchange.endedAt = this.#clock.now();
    exchange.reason = reason;
    exchange.detail = detail;
    if (reason === 'none') {
      exchange.status = flight.status;
      exchange.bodyBytes = flight.bodyBytes;
    }
    this.#untold.push(exchange);
  }

  /** Those behind a broken response were themselves only cut off. */
  fail(flights: readonly Flight[], session: Session | null, { reason, detail }: Loss): void {
    for (const [position, flight] of flights.entries()) {
      if (position > 0 && reason === 'protocol') {
        this.end(flight, session, 'closed-early', 'behind a response that broke the protocol');
      } else {
        this.end(flight, session, reason, detail);
      }
    }
  }

  get untoldCount(): number {
    return this.#untold.length;
  }

  takeUntold(): Exchange | undefined {
    return this.#untold.shift();
  }
}
