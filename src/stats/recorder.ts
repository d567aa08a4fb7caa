// Hot path: `onStart` and `onEnd` run for every request; no allocation.
import { addCounters, type Counters, zeroCounters } from './counters.ts';
import {
  type Activity,
  type Delta,
  eachSeries,
  type Failure,
  type SeriesName,
  seriesNames,
} from './delta.ts';
import { FailureList } from './failure-list.ts';
import { type SampleCounts, Samples } from './samples.ts';

/** The window of a run in clock milliseconds. What starts before `measureFrom` is warm-up. */
export type Window = {
  readonly isOpen: boolean;
  readonly measureFrom: number;
  /** The load's own end; Infinity when only a count ends it. */
  readonly measureTo: number;
};

/** The instants and outcome of a request, as an exchange has them. */
export type Outcome = {
  readonly plannedAt: number;
  readonly dispatchedAt: number;
  readonly writtenAt: number;
  readonly firstByteAt: number;
  readonly endedAt: number;
  readonly status: number;
  readonly reason: string;
  readonly detail: string;
  readonly bodyBytes: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
};

export type MissedWhy = 'pool' | 'lag' | 'stopped';
/** How a request failed without a whole response, as the accounting counts it. */
export type FailureKind = 'transportError' | 'timeout' | 'aborted' | 'censored';

/** Everything that one worker records; `take` hands over what came since the last time. */
export class Recorder {
  /** Before the start only sockets are opened, and these belong to no window. */
  #window: Window = { isOpen: false, measureFrom: Infinity, measureTo: Infinity };
  readonly #samples = eachSeries(() => new Samples());
  readonly #latency = new Samples();
  readonly #failures = new FailureList();
  readonly #socketFaults = new FailureList();
  readonly #statusCounts = new Float64Array(1000);
  #counters: Counters = zeroCounters();
  #activity = zeroActivity();
  #socketsOpened = 0;
  #openSockets = 0;
  #peakSockets = 0;
  #inFlight = 0;
  #measuredInFlight = 0;
  #measuredChangedAt = 0;
  /** When the open measured requests were sent, since `measureFrom`, summed up. */
  #openSinceMs = 0;
  #openAgeMs = 0;
  #lastEndedAt = -Infinity;

  /** The run starts; until then only sockets may be reported. */
  begin(window: Window): void {
    this.#window = window;
    this.#measuredChangedAt = window.measureFrom;
  }

  /** Requests that are with a connection now. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** Since the last {@link take}, as the next. */
  get socketsOpened(): number {
    return this.#socketsOpened;
  }

  get socketFaults(): readonly Failure[] {
    return this.#socketFaults.list();
  }

  /** Most sockets open at once since the start. */
  get peakSockets(): number {
    return this.#peakSockets;
  }

  /** The schedule's next start was reached. */
  onPlanned(plannedAt: number, now: number): void {
    if (plannedAt < this.#window.measureFrom) return;
    this.#counters.planned++;
    if (now <= this.#window.measureTo) this.#counters.plannedInWindow++;
    this.#samples.startLag.record((now - plannedAt) * 1000);
  }

  onMissed(plannedAt: number, now: number, why: MissedWhy): void {
    this.#activity.missed++;
    if (plannedAt < this.#window.measureFrom) return;
    if (why === 'pool') this.#counters.missedPool++;
    else if (why === 'lag') this.#counters.missedLag++;
    else this.#counters.missedStopped++;
    this.#samples.responseRest.recordBound((now - plannedAt) * 1000);
  }

  onStart(outcome: Outcome): void {
    this.#activity.started++;
    this.#inFlight++;
    if (this.#isInWindow(outcome.dispatchedAt)) this.#counters.startedInWindow++;
    if (!this.#isMeasured(outcome)) {
      this.#counters.warmup++;
      return;
    }
    this.#moveArea(outcome.dispatchedAt);
    this.#measuredInFlight++;
    this.#openSinceMs += outcome.dispatchedAt - this.#window.measureFrom;
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
    if (!this.#isMeasured(outcome)) return;
    this.#countEnd(outcome);
    if (failure === null) this.#recordAnswer(outcome);
    else this.#recordFailure(outcome, failure);
  }

  /** Connect times are kept before the start and in the warm-up too: that is when most sockets are opened. */
  onOpen(connectMs: number, tlsMs: number): void {
    this.#socketsOpened++;
    this.#openSockets++;
    this.#peakSockets = Math.max(this.#peakSockets, this.#openSockets);
    this.#samples.connect.record(connectMs * 1000);
    if (!Number.isNaN(tlsMs)) this.#samples.tls.record(tlsMs * 1000);
  }

  onOpenFailed(reason: string, detail: string): void {
    this.#socketFaults.add(reason, 1, detail);
  }

  onClose(fault: string, detail: string): void {
    this.#openSockets--;
    if (fault !== 'none') this.#socketFaults.add(fault, 1, detail);
  }

  /** Everything since the last call, which it forgets. */
  take(interval: number): Delta {
    this.#countAge();
    const counters = zeroCounters();
    addCounters(counters, this.#counters);
    const delta: Delta = {
      interval,
      activity: { ...this.#activity, latency: this.#latency.counts() },
      counters,
      statusCodes: this.#takeStatusCodes(),
      failures: this.#failures.list(),
      socketFaults: this.#socketFaults.list(),
      socketsOpened: this.#socketsOpened,
      samples: this.#takeSamples(),
      lastEndedAt: this.#lastEndedAt,
    };
    this.#counters = zeroCounters();
    this.#activity = zeroActivity();
    this.#latency.reset();
    this.#failures.clear();
    this.#socketFaults.clear();
    this.#socketsOpened = 0;
    return delta;
  }

  #isMeasured(outcome: Outcome): boolean {
    const anchor = this.#window.isOpen ? outcome.plannedAt : outcome.dispatchedAt;
    return anchor >= this.#window.measureFrom;
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
    if (this.#window.measureTo === Infinity && !this.#isMeasured(outcome)) return;
    this.#counters.answeredInWindow++;
    this.#counters.bodyBytesInWindow += outcome.bodyBytes;
  }

  #countEnd(outcome: Outcome): void {
    const counters = this.#counters;
    this.#moveArea(outcome.endedAt);
    this.#measuredInFlight--;
    this.#openSinceMs -= outcome.dispatchedAt - this.#window.measureFrom;
    counters.openMs += outcome.endedAt - outcome.dispatchedAt;
    counters.receivedBytes += outcome.receivedBytes;
    counters.sentBytes += outcome.sentBytes;
    counters.bodyBytes += outcome.bodyBytes;
    if (outcome.endedAt > this.#lastEndedAt) this.#lastEndedAt = outcome.endedAt;
  }

  #recordAnswer(outcome: Outcome): void {
    const { plannedAt, writtenAt, firstByteAt, endedAt, status } = outcome;
    const isOk = status < 400;
    const counters = this.#counters;
    if (isOk) counters.ok++;
    else counters.httpError++;
    counters.written++;
    this.#statusCounts[status] = (this.#statusCounts[status] ?? 0) + 1;
    const samples = this.#samples;
    (isOk ? samples.serviceOk : samples.serviceRest).record((endedAt - writtenAt) * 1000);
    samples.timeToFirstByte.record((firstByteAt - writtenAt) * 1000);
    if (!this.#window.isOpen) return;
    (isOk ? samples.responseOk : samples.responseRest).record((endedAt - plannedAt) * 1000);
  }

  #recordFailure(outcome: Outcome, failure: FailureKind): void {
    const { plannedAt, writtenAt, endedAt } = outcome;
    this.#counters[failure]++;
    if (failure !== 'censored') this.#failures.add(outcome.reason, 1, outcome.detail);
    if (!Number.isNaN(writtenAt)) {
      this.#counters.written++;
      recordMaybeBound(this.#samples.serviceRest, (endedAt - writtenAt) * 1000, isBound(failure));
    }
    if (this.#window.isOpen) {
      recordMaybeBound(this.#samples.responseRest, (endedAt - plannedAt) * 1000, isBound(failure));
    }
  }

  /** In flight × time so far: counted at every change, so that it doesn't rest on the samples it checks. */
  #moveArea(now: number): void {
    this.#counters.inFlightMs += this.#measuredInFlight * (now - this.#measuredChangedAt);
    this.#measuredChangedAt = now;
  }

  /** As of the last change, which is how far the area goes. */
  #countAge(): void {
    if (this.#measuredChangedAt === Infinity) return;
    const openedMs = this.#measuredChangedAt - this.#window.measureFrom;
    const ageMs = this.#measuredInFlight * openedMs - this.#openSinceMs;
    this.#counters.openAgeMs += ageMs - this.#openAgeMs;
    this.#openAgeMs = ageMs;
  }

  #takeStatusCodes(): Record<string, number> {
    const codes: Record<string, number> = {};
    for (let status = 0; status < this.#statusCounts.length; status++) {
      const count = this.#statusCounts[status] ?? 0;
      if (count > 0) codes[status] = count;
    }
    this.#statusCounts.fill(0);
    return codes;
  }

  #takeSamples(): Delta['samples'] {
    const taken: Partial<Record<SeriesName, SampleCounts>> = {};
    for (const name of seriesNames) {
      const samples = this.#samples[name];
      if (samples.histogram.count === 0) continue;
      taken[name] = samples.counts();
      samples.reset();
    }
    return taken;
  }
}

/** Whether a request that ended so would have taken longer; a transport error has ended by itself. */
function isBound(failure: FailureKind | null): boolean {
  return failure !== null && failure !== 'transportError';
}

function recordMaybeBound(samples: Samples, us: number, isLowerBound: boolean): void {
  if (isLowerBound) samples.recordBound(us);
  else samples.record(us);
}

function zeroActivity(): { -readonly [Key in keyof Omit<Activity, 'latency'>]: number } {
  return { started: 0, answered: 0, failed: 0, missed: 0, receivedBytes: 0 };
}
