// Hot path: `onStart` and `onEnd` run for every request; no allocation.
import { CheckCounts } from './check-counts.ts';
import { addCounters, type Counters, zeroCounters } from './counters.ts';
import { type Delta, eachSeries, type Failure, zeroActivity } from './delta.ts';
import { FailureList } from './failure-list.ts';
import { InFlight } from './in-flight.ts';
import { IterationCounts } from './iteration-counts.ts';
import {
  answerKind,
  type FailureKind,
  isBound,
  type MissedWhy,
  type Outcome,
  type Placed,
  recordMaybeBound,
  type Window,
} from './outcome.ts';
import { RequestRows } from './request-rows.ts';
import { Samples } from './samples.ts';
import { takeSeries } from './series-samples.ts';
import { SessionCounts } from './session-counts.ts';
import { SocketCounts } from './socket-counts.ts';
import { StatusCounts } from './status-counts.ts';

export type { FailureKind, MissedWhy, Outcome, Placed, Window } from './outcome.ts';

/** What one worker records; `take` hands over what came since the last time. Of a session's requests it isn't told. */
export class Recorder {
  /** Of no window: sockets that are opened and users that become ready before the start. */
  #window: Window = { isOpen: false, measureFrom: Infinity, measureTo: Infinity };
  readonly #samples = eachSeries(() => new Samples());
  readonly #latency = new Samples();
  readonly #failures = new FailureList();
  readonly #sockets = new SocketCounts();
  readonly #measuredInFlight = new InFlight();
  readonly #rows = new RequestRows();
  readonly #checks = new CheckCounts();
  readonly #iterations = new IterationCounts();
  readonly #session = new SessionCounts();
  readonly #statusCodes = new StatusCounts();
  #counters: Counters = zeroCounters();
  #activity = zeroActivity();
  #inFlight = 0;
  #lastEndedAt = -Infinity;

  /** The run starts. */
  begin(window: Window): void {
    this.#window = window;
    this.#measuredInFlight.begin(window.measureFrom);
  }

  /** Requests that are with a connection now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Since the last {@link take}, as the next. */
  get socketsOpened(): number {
    return this.#sockets.opened;
  }

  get socketFaults(): readonly Failure[] {
    return this.#sockets.faults;
  }

  get usersReady(): number {
    return this.#session.users;
  }

  get sessionFailures(): readonly Failure[] {
    return this.#session.failures.list();
  }

  /** Most sockets open at once since the start. */
  get peakSockets(): number {
    return this.#sockets.peak;
  }

  /** For `row` of the requests of that name. Past a hundred names all others share one. */
  rowOf(name: string): number {
    return this.#rows.indexOf(name);
  }

  /** The schedule's next start was reached, where a start is one request. */
  onPlanned(plannedAt: number, now: number): void {
    if (plannedAt < this.#window.measureFrom) return;
    this.#counters.planned++;
    if (now <= this.#window.measureTo) this.#counters.plannedInWindow++;
    this.#samples.startLag.record((now - plannedAt) * 1000);
  }

  /** What was never sent belongs to no row. */
  onMissed(plannedAt: number, now: number, why: MissedWhy): void {
    this.#activity.missed++;
    if (plannedAt < this.#window.measureFrom) return;
    if (why === 'pool') this.#counters.missedPool++;
    else if (why === 'lag') this.#counters.missedLag++;
    else this.#counters.missedStopped++;
    this.#samples.responseRest.recordBound((now - plannedAt) * 1000);
  }

  /** A request of an iteration is about to start: `onStart` follows at once. Of no effect in a closed model. */
  onRequestPlanned(plannedAt: number): void {
    if (this.#window.isOpen && plannedAt >= this.#window.measureFrom) this.#counters.planned++;
  }

  onStart(outcome: Outcome): void {
    this.#activity.started++;
    this.#inFlight++;
    if (this.#isInWindow(outcome.dispatchedAt)) this.#counters.startedInWindow++;
    if (!this.#isMeasured(outcome.plannedAt, outcome.dispatchedAt)) {
      this.#counters.warmup++;
      return;
    }
    this.#measuredInFlight.onStart(outcome.dispatchedAt, this.#counters);
    this.#counters.started++;
    if (!this.#window.isOpen) this.#counters.planned++;
  }

  /** `failure` is null when a whole response came, whatever its status. */
  onEnd(outcome: Outcome, failure: FailureKind | null): void {
    const { isOpen } = this.#window;
    const startedAt = isOpen ? outcome.plannedAt : outcome.writtenAt;
    this.#inFlight--;
    this.#activity.receivedBytes += outcome.receivedBytes;
    if (failure === null) this.#activity.answered++;
    else this.#activity.failed++;
    if (!Number.isNaN(startedAt)) {
      recordMaybeBound(this.#latency, (outcome.endedAt - startedAt) * 1000, isBound(failure));
    }
    if (failure === null) this.#countAnswer(outcome);
    if (!this.#isMeasured(outcome.plannedAt, outcome.dispatchedAt)) return;
    this.#countEnd(outcome);
    if (failure === null) this.#recordAnswer(outcome);
    else this.#recordFailure(outcome, failure);
  }

  /** Of a response, or of a function, which has no row; `example` is only called the first time that it fails. */
  onCheck(
    { plannedAt, dispatchedAt, row }: Placed,
    label: string,
    passed: boolean,
    example: () => string,
  ): void {
    if (!this.#isMeasured(plannedAt, dispatchedAt)) return;
    this.#checks.add(this.#rows.at(row)?.name ?? null, label, passed, example);
  }

  /** The schedule's next start was reached, where a start is an iteration. */
  onArrival(plannedAt: number, now: number): void {
    if (plannedAt < this.#window.measureFrom) return;
    this.#iterations.counters.planned++;
    if (now <= this.#window.measureTo) this.#iterations.counters.plannedInWindow++;
    this.#samples.startLag.record((now - plannedAt) * 1000);
  }

  /** `plannedAt` is NaN in a closed model, here and below. */
  onIterationStart(startedAt: number, plannedAt: number): void {
    const { counters } = this.#iterations;
    if (this.#isInWindow(startedAt)) counters.startedInWindow++;
    if (!this.#isMeasured(plannedAt, startedAt)) return;
    counters.started++;
    if (!this.#window.isOpen) counters.planned++;
  }

  /** `failure` is why it ended early, `interrupted` when the end of the run cut it; null for a complete one. */
  onIterationEnd(startedAt: number, plannedAt: number, failure: string | null, example: string): void {
    if (this.#isMeasured(plannedAt, startedAt)) this.#iterations.onEnd(failure, example);
  }

  /** What code of the scenario has thrown where no iteration waits for it: nobody knows whose it is. */
  onStrayFailure(example: string): void {
    this.#iterations.failures.add('stray', 1, example);
  }

  /** Instead of {@link onIterationStart}. Its first request, which was never sent, is missed with it. */
  onIterationMissed(plannedAt: number, now: number, why: MissedWhy): void {
    this.onRequestPlanned(plannedAt);
    this.onMissed(plannedAt, now, why);
    if (plannedAt >= this.#window.measureFrom) this.#iterations.counters.missed++;
  }

  /** A virtual user has done its session, or needs none. */
  onUserReady(): void {
    this.#session.onUserReady();
  }

  onSessionFailed(reason: string, example: string): void {
    this.#session.failures.add(reason, 1, example);
  }

  /** The rows of that source have run out, and are not to begin anew. */
  onDataExhausted(name: string): void {
    this.#session.exhausted.add(name);
  }

  /** Connect times are kept before the start and in the warm-up too: that is when most sockets are opened. */
  onOpen(connectMs: number, tlsMs: number): void {
    this.#sockets.onOpen();
    this.#samples.connect.record(connectMs * 1000);
    if (!Number.isNaN(tlsMs)) this.#samples.tls.record(tlsMs * 1000);
  }

  onOpenFailed(reason: string, detail: string): void {
    this.#sockets.onFault(reason, detail);
  }

  onClose(fault: string, detail: string): void {
    this.#sockets.onClose();
    if (fault !== 'none') this.#sockets.onFault(fault, detail);
  }

  /** Everything since the last call, which it forgets. */
  take(interval: number): Delta {
    this.#measuredInFlight.countAge(this.#counters);
    const counters = zeroCounters();
    addCounters(counters, this.#counters);
    const delta: Delta = {
      interval,
      activity: { ...this.#activity, latency: this.#latency.counts() },
      counters,
      statusCodes: this.#statusCodes.take(),
      failures: this.#failures.list(),
      ...this.#sockets.take(),
      samples: takeSeries(this.#samples),
      lastEndedAt: this.#lastEndedAt,
      rows: this.#rows.take(),
      checks: this.#checks.take(),
      iterations: this.#iterations.take(),
      session: this.#session.take(),
    };
    this.#counters = zeroCounters();
    this.#activity = zeroActivity();
    this.#latency.reset();
    this.#failures.clear();
    return delta;
  }

  #isMeasured(plannedAt: number, startedAt: number): boolean {
    return (this.#window.isOpen ? plannedAt : startedAt) >= this.#window.measureFrom;
  }

  #isInWindow(at: number): boolean {
    return at >= this.#window.measureFrom && at <= this.#window.measureTo;
  }

  /**
   * What a window begins with is answered in it, as what it ends with is answered after it: without the first, the
   * rate would be too low by as much. Where a count ends the load there is no such rest at its end.
   */
  #countAnswer(outcome: Outcome): void {
    if (!this.#isInWindow(outcome.endedAt)) return;
    const { plannedAt, dispatchedAt } = outcome;
    if (this.#window.measureTo === Infinity && !this.#isMeasured(plannedAt, dispatchedAt)) return;
    this.#counters.answeredInWindow++;
    this.#counters.bodyBytesInWindow += outcome.bodyBytes;
    const row = this.#rows.at(outcome.row);
    if (row !== undefined) row.counters.answeredInWindow++;
  }

  #countEnd(outcome: Outcome): void {
    const counters = this.#counters;
    this.#measuredInFlight.onEnd(outcome.dispatchedAt, outcome.endedAt, counters);
    counters.receivedBytes += outcome.receivedBytes;
    counters.sentBytes += outcome.sentBytes;
    counters.bodyBytes += outcome.bodyBytes;
    if (outcome.endedAt > this.#lastEndedAt) this.#lastEndedAt = outcome.endedAt;
  }

  #recordAnswer(outcome: Outcome): void {
    const { plannedAt, writtenAt, firstByteAt, endedAt, status } = outcome;
    const { isOpen } = this.#window;
    const kind = answerKind(outcome);
    const isOk = kind === 'ok';
    this.#counters[kind]++;
    this.#counters.written++;
    this.#statusCodes.add(status);
    const samples = this.#samples;
    (isOk ? samples.serviceOk : samples.serviceRest).record((endedAt - writtenAt) * 1000);
    samples.timeToFirstByte.record((firstByteAt - writtenAt) * 1000);
    if (isOpen) (isOk ? samples.responseOk : samples.responseRest).record((endedAt - plannedAt) * 1000);
    this.#rows.at(outcome.row)?.onEnd(kind, outcome, isOpen);
  }

  #recordFailure(outcome: Outcome, failure: FailureKind): void {
    const { plannedAt, writtenAt, endedAt } = outcome;
    const { isOpen } = this.#window;
    this.#counters[failure]++;
    if (failure !== 'censored') this.#failures.add(outcome.reason, 1, outcome.detail);
    if (!Number.isNaN(writtenAt)) {
      this.#counters.written++;
      recordMaybeBound(this.#samples.serviceRest, (endedAt - writtenAt) * 1000, isBound(failure));
    }
    if (isOpen) {
      recordMaybeBound(this.#samples.responseRest, (endedAt - plannedAt) * 1000, isBound(failure));
    }
    this.#rows.at(outcome.row)?.onEnd(failure, outcome, isOpen);
  }
}
