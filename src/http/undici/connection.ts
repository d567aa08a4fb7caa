import type { Socket } from 'node:net';
import { assert } from '../../base/assert.ts';
import { describeCause } from '../../base/errors.ts';
import { nextBackoffMs } from '../backoff.ts';
import type { Connection, ConnectionListener } from '../connection.ts';
import type { Exchange } from '../exchange.ts';
import { isTimeout, type FailureReason } from '../failure.ts';
import type { PreparedRequest } from '../prepare.ts';
import type { Timed } from '../timing-wheel.ts';
import { Flight, type FlightListener } from './flight.ts';
import { Flights } from './flights.ts';
import { closedBehind, type Loss } from './loss.ts';
import { Opening, type OpeningListener } from './opening.ts';
import { Session, type SessionListener } from './session.ts';
import type { Shared } from './shared.ts';

/**
 * See {@link Connection}. What undici says in the middle of its work is only noted; the listener hears of it in
 * a microtask, when undici is done and it is known whether the socket lives on.
 */
export class UndiciConnection implements Connection, Timed, OpeningListener, SessionListener, FlightListener {
  deadlineAt: number = Infinity;
  wakesAt: number = Infinity;

  readonly #shared: Shared;
  readonly #listener: ConnectionListener;
  readonly #flights: Flights;
  #opening: Opening | null = null;
  #session: Session | null = null;
  #pause: NodeJS.Timeout | null = null;
  #isClosed = false;
  #isSettling = false;
  #failuresInARow = 0;
  #readAt = NaN;
  #deadlineReason: FailureReason = 'response-timeout';

  constructor(shared: Shared, listener: ConnectionListener) {
    this.#shared = shared;
    this.#listener = listener;
    this.#flights = new Flights(shared.clock);
  }

  get free(): number {
    if (this.#isClosed || this.#pause !== null) return 0;
    return this.#shared.settings.pipelining - this.#flights.count;
  }

  open(): boolean {
    if (this.#isClosed || this.#pause !== null) return false;
    if (this.#session !== null || this.#opening !== null) return false;
    this.#opening = new Opening(this.#shared, this);
    this.#watch();
    return true;
  }

  send(request: PreparedRequest, exchange: Exchange): void {
    assert(this.free > 0, 'a connection was given more requests than it takes');
    this.#flights.add(new Flight(request, exchange, this));
    this.#advance();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#failWaiting(() => true, { reason: 'aborted', detail: '' });
    this.#letGo('none', '');
    this.#tell();
  }

  onHandshake(): void {
    this.#watch();
  }

  onOpen(socket: Socket, connectMs: number, tlsMs: number): void {
    this.#opening = null;
    this.#session = new Session(this.#shared, socket, this);
    this.#listener.onOpen(connectMs, tlsMs);
    this.#advance();
  }

  onOpenFailed(reason: FailureReason, detail: string): void {
    this.#opening = null;
    this.#failuresInARow++;
    this.#pauseAfterFailures();
    if (this.#flights.count === 0) this.#listener.onOpenFailed(reason, detail);
    this.#failWaiting(() => true, { reason, detail });
    this.#tell();
  }

  onRead(): void {
    this.#readAt = this.#shared.clock.now();
    this.#watch();
  }

  onWrite(flight: Flight): void {
    const session = this.#session;
    assert(session !== null, 'a request is written without a socket');
    session.countWrite(flight);
    flight.exchange.connectionAt = Math.max(flight.exchange.dispatchedAt, session.openedAt);
    flight.exchange.writtenAt = this.#shared.clock.now();
    this.#watch();
  }

  onFirstByte(flight: Flight): void {
    this.#readAt = this.#shared.clock.now();
    flight.exchange.firstByteAt = this.#readAt;
    this.#watch();
  }

  onAnswer(flight: Flight): void {
    this.#failuresInARow = 0;
    if (this.#session !== null) this.#session.answered++;
    this.#flights.end(flight, this.#session, 'none', '');
    this.#settleSoon();
  }

  onViolation(error: Error): void {
    this.#session?.break(error);
  }

  /** With its socket gone a flight shares what the others get; else it is a request that undici won't send. */
  onFlightError(flight: Flight, error: Error): void {
    if (this.#session?.isGone !== false) return;
    this.#flights.end(flight, this.#session, 'protocol', describeCause(error));
    // Not in a microtask: a listener that sends the like again and again would never let anything else run.
    setImmediate(() => this.#settle());
  }

  onLoss(session: Session, loss: Loss): void {
    if (session !== this.#session) return;
    this.#lose(session, loss);
    this.#tell();
    this.#advance();
  }

  onDeadline(now: number): void {
    const reason = this.#deadlineReason;
    if (this.#session !== null && this.#flights.head?.isWritten === true) {
      this.onLoss(this.#session, { reason, detail: '' });
    } else if (this.#opening !== null && reason !== 'response-timeout') {
      this.#opening.abort();
      this.onOpenFailed(reason, '');
    } else {
      // Requests that wait for a socket run out of time one by one: the others may still get it.
      const { totalMs } = this.#shared.settings.timeouts;
      this.#failWaiting((flight) => flight.endsAt(totalMs) <= now, { reason, detail: '' });
      this.#tell();
    }
  }

  /** Whatever can be done for the flights that wait: a socket, or their turn on it. */
  #advance(): void {
    if (this.#flights.count === 0 || this.#isClosed || this.#pause !== null) return;
    if (this.#session === null) this.#opening ??= new Opening(this.#shared, this);
    else if (!this.#session.isGone) this.#dispatch(this.#session);
    this.#watch();
  }

  #dispatch(session: Session): void {
    const { requestsPerConnection } = this.#shared.settings;
    for (const flight of this.#flights.select(({ isDispatched }) => !isDispatched)) {
      if (session.dispatched < requestsPerConnection) session.dispatch(flight);
    }
  }

  #settleSoon(): void {
    if (this.#isSettling) return;
    this.#isSettling = true;
    queueMicrotask(() => this.#settle());
  }

  /** undici has finished with what was read: let the socket go if that was its end, then tell. */
  #settle(): void {
    const { requestsPerConnection } = this.#shared.settings;
    const session = this.#session;
    this.#isSettling = false;
    if (session !== null && (session.isGone || session.answered >= requestsPerConnection)) {
      this.#lose(session, session.loss);
    }
    this.#watch();
    this.#tell();
    this.#advance();
  }

  /** Every request on the socket fails; what never reached it waits for another. */
  #lose(session: Session, cause: Loss): void {
    const loss = this.#excuseBodiless(cause);
    const written = this.#flights.select(({ isWritten }) => isWritten);
    if (written.length > 0 && session.answered === 0 && !isTimeout(loss.reason)) this.#failuresInARow++;
    this.#flights.fail(written, session, loss);
    for (const flight of this.#flights.select(() => true)) flight.isDispatched = false;
    const isFault = written.length === 0 && loss.reason === 'protocol';
    this.#letGo(isFault ? loss.reason : 'none', isFault ? loss.detail : '');
    this.#pauseAfterFailures();
    this.#watch();
  }

  /** undici holds the Content-Length of a response without a body against it. */
  #excuseBodiless(loss: Loss): Loss {
    const head = this.#flights.head;
    if (head?.hasNoBody !== true || loss.reason !== 'protocol') return loss;
    this.onAnswer(head);
    return closedBehind;
  }

  #letGo(fault: FailureReason | 'none', detail: string): void {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    session.close();
    this.#listener.onClose(fault, detail);
  }

  #failWaiting(matches: (flight: Flight) => boolean, loss: Loss): void {
    this.#flights.fail(this.#flights.select(matches), this.#session, loss);
    if (this.#flights.count === 0) {
      this.#opening?.abort();
      this.#opening = null;
    }
    this.#watch();
  }

  #pauseAfterFailures(): void {
    if (this.#failuresInARow === 0) return;
    this.#pause = setTimeout(
      () => {
        this.#pause = null;
        this.#advance();
        this.#listener.onReady(this);
      },
      nextBackoffMs(this.#failuresInARow, Math.random),
    );
  }

  /** Not what ends meanwhile: it has its own turn. */
  #tell(): void {
    for (let left = this.#flights.untoldCount; left > 0; left--) {
      const exchange = this.#flights.takeUntold();
      if (exchange !== undefined) this.#listener.onEnd(exchange, this);
    }
  }

  /** The oldest request is the one that is answered next; those behind it have no say, see `Pipeline.totalEndsAt`. */
  #watch(): void {
    const { timeouts } = this.#shared.settings;
    const head = this.#flights.head;
    const totalEndsAt = head === undefined ? Infinity : head.endsAt(timeouts.totalMs);
    let phaseEndsAt = Infinity;
    let reason: FailureReason = 'response-timeout';
    if (this.#opening !== null) {
      phaseEndsAt = this.#opening.deadlineAt;
      reason = this.#opening.timeoutReason;
    } else if (head !== undefined && !Number.isNaN(head.exchange.firstByteAt)) {
      phaseEndsAt = this.#readAt + timeouts.idleMs;
      reason = 'idle-timeout';
    } else if (head?.isWritten === true) {
      phaseEndsAt = head.exchange.writtenAt + timeouts.firstByteMs;
      reason = 'first-byte-timeout';
    }
    this.deadlineAt = Math.min(phaseEndsAt, totalEndsAt);
    this.#deadlineReason = phaseEndsAt < totalEndsAt ? reason : 'response-timeout';
    this.#shared.wheel.watch(this);
  }
}
