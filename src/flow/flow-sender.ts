// Hot path: `send` and `onEnd` run for every request of a flow; no allocation that the request didn't ask for.
import { assert, present } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import type { Connection, ConnectionListener, Engine } from '../http/connection.ts';
import type { Exchange } from '../http/exchange.ts';
import type { PreparedRequest } from '../http/prepare.ts';
import { redacted } from '../scenario/redactor.ts';
import { isOk, judgeStatus } from './compiled-request.ts';
import type { CookieJar } from './cookies.ts';
import type { FlowRecorder } from './flow-recorder.ts';
import type { FlowTrace } from './flow-trace.ts';
import { isRedirect, redirected, tooManyRedirects } from './redirect.ts';
import { ResponseGatherer } from './response-gatherer.ts';
import { FlowError } from './scope.ts';
import { Seat } from './seat.ts';
import type { SendSettings } from './send-settings.ts';
import { Flight, type User } from './user.ts';

/** Hears of sockets. */
export type SocketListener = Pick<ConnectionListener, 'onOpen' | 'onOpenFailed' | 'onClose'>;

export type SenderOptions = {
  readonly engine: Engine;
  readonly recorder: FlowRecorder;
  readonly sockets: SocketListener;
  readonly clock: Clock;
  /** Of the plan's targets, `http://host:port`. */
  readonly origins: readonly string[];
  readonly captureLimitBytes: number;
  /** Values that are never shown are taken out of what examples show. */
  readonly redact: (text: string, user: User) => string;
  readonly trace: FlowTrace | null;
};

/** Sends what users ask for over their connections, follows redirects, keeps cookies and judges what comes back. */
export class FlowSender implements ConnectionListener {
  readonly #options: SenderOptions;
  readonly #seats = new Map<Connection, Seat<Flight>>();
  readonly #flights: Flight[] = [];

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** A connection for one user, or for as many as are pipelined on it. */
  addSeat(): Seat<Flight> {
    const connection = this.#options.engine.connect(this);
    const seat = new Seat<Flight>(connection);
    this.#seats.set(connection, seat);
    return seat;
  }

  newFlight(user: User): Flight {
    const flight = new Flight(
      this.#flights.length,
      user,
      new ResponseGatherer(this.#options.captureLimitBytes),
    );
    this.#flights.push(flight);
    return flight;
  }

  /** `plannedAt` is when the request could be sent, NaN in a closed model. `flight.onEnd` hears of the end. */
  send(
    flight: Flight,
    request: PreparedRequest,
    settings: SendSettings,
    plannedAt: number,
    now: number,
  ): void {
    flight.request = request;
    flight.settings = settings;
    flight.plannedAt = plannedAt;
    flight.redirectsLeft = settings.redirects;
    flight.problem = null;
    this.#dispatch(flight, now);
  }

  onEnd(exchange: Exchange): void {
    const flight = present(this.#flights[exchange.owner]);
    if (exchange.reason === 'none') this.#judge(flight);
    else this.#endWithoutResponse(flight);
    this.#serve(flight.user.seat);
  }

  onReady(connection: Connection): void {
    const seat = this.#seats.get(connection);
    if (seat !== undefined) this.#serve(seat);
  }

  onOpen(connectMs: number, tlsMs: number): void {
    this.#options.sockets.onOpen(connectMs, tlsMs);
  }

  onOpenFailed(...failure: Parameters<ConnectionListener['onOpenFailed']>): void {
    this.#options.sockets.onOpenFailed(...failure);
  }

  onClose(...fault: Parameters<ConnectionListener['onClose']>): void {
    this.#options.sockets.onClose(...fault);
  }

  /** Ends what is open as aborted; what only waits is never sent, and nobody hears of it. */
  closeAll(): void {
    for (const seat of this.#seats.values()) {
      seat.clear();
      seat.connection.close();
    }
  }

  #dispatch(flight: Flight, now: number): void {
    const { seat } = flight.user;
    if (seat.isFree) this.#write(flight, now);
    else seat.wait(flight);
  }

  #write(flight: Flight, now: number): void {
    const { exchange, gatherer, settings, user } = flight;
    const { request } = flight;
    assert(request !== null, 'there is something to send');
    const { recorder, trace, origins } = this.#options;
    exchange.begin(flight.plannedAt, now);
    exchange.row = settings.row;
    exchange.request = request;
    const needsHead = settings.needsHead || settings.redirects > 0 || trace !== null;
    const wantsHead = needsHead ? 'always' : user.jar === null ? 'never' : 'with-cookies';
    gatherer.begin(wantsHead, settings.needsBody || trace !== null);
    exchange.sink = gatherer.wantsAnything ? gatherer : null;
    if (settings.isRecorded) {
      recorder.onRequestPlanned(flight.plannedAt);
      recorder.onStart(exchange);
    }
    trace?.({
      kind: 'request',
      name: flight.step?.plan.name ?? '',
      origin: origins[request.target] ?? '',
      bytes: request.bytes,
    });
    user.seat.connection.send(request, exchange);
  }

  #judge(flight: Flight): void {
    const { exchange, settings, user, gatherer } = flight;
    const { recorder } = this.#options;
    if (gatherer.wantsAnything || flight.step?.checks !== null) gatherer.end(exchange);
    if (user.jar !== null && gatherer.hasCookies) this.#storeCookies(user.jar, flight);
    if (settings.redirects > 0 && isRedirect(exchange.status) && this.#follow(flight)) return;
    exchange.judged = judgeStatus(exchange, settings.expected);
    this.#traceResponse(flight);
    if ((flight.step?.checks ?? null) !== null) this.#check(flight);
    if (settings.isRecorded) recorder.onEnd(exchange);
    flight.onEnd(flight);
  }

  #check(flight: Flight): void {
    const { exchange, step, user, settings } = flight;
    const { recorder, redact } = this.#options;
    const checks = step?.checks ?? null;
    assert(checks !== null, 'there are checks');
    const isHidden = step?.hidesResponse === true && exchange.status < 400;
    const passed = checks.run(flight.response, user.scope, (label, isPassed, got) => {
      const example = (): string => (isHidden ? redacted : redact(got(), user));
      if (settings.isRecorded) recorder.onCheck(exchange, label, isPassed, example);
      this.#options.trace?.({ kind: 'check', label, passed: isPassed, got: isPassed ? '' : got() });
    });
    if (!passed && isOk(exchange)) exchange.judged = 'check-failed';
  }

  #endWithoutResponse(flight: Flight): void {
    const { exchange, settings } = flight;
    if (settings.isRecorded) this.#options.recorder.onEnd(exchange);
    this.#options.trace?.({ kind: 'no-response', reason: exchange.reason, detail: exchange.detail });
    flight.onEnd(flight);
  }

  /** Answers whether the redirect is followed; why not is the flight's problem. */
  #follow(flight: Flight): boolean {
    const { exchange, user, settings } = flight;
    if (flight.redirectsLeft === 0) {
      flight.problem = tooManyRedirects(settings.redirects);
      return false;
    }
    try {
      const { request, response } = flight;
      assert(request !== null, 'something was sent');
      const next = redirected(request, exchange.status, response, this.#options.origins, user.jar);
      if (flight.settings.isRecorded) this.#options.recorder.onEnd(exchange);
      this.#traceResponse(flight);
      flight.request = next;
      flight.redirectsLeft--;
      if (!Number.isNaN(flight.plannedAt)) flight.plannedAt = exchange.endedAt;
      this.#dispatch(flight, this.#options.clock.now());
      return true;
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      flight.problem = error;
      return false;
    }
  }

  #serve(seat: Seat<Flight>): void {
    for (let flight = seat.next(); flight !== undefined; flight = seat.next()) {
      this.#write(flight, this.#options.clock.now());
    }
  }

  #storeCookies(jar: CookieJar, { request, response }: Flight): void {
    assert(request !== null, 'something was sent');
    jar.store(request.target, request.spec.path, response);
  }

  #traceResponse(flight: Flight): void {
    const { trace } = this.#options;
    if (trace === null) return;
    const { exchange, response } = flight;
    const head = response.headerLines().map(([name, value]) => `${name}: ${value}`);
    trace({ kind: 'response', response, head: head.join('\r\n'), ok: isOk(exchange) });
  }
}
