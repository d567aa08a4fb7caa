import { CheckCounts } from './check-counts.ts';
import { addCounters, type Counters, endedCount, zeroCounters } from './counters.ts';
import {
  type Delta,
  eachSeries,
  type GeneratorSecond,
  idleSecond,
  type SeriesName,
  seriesNames,
} from './delta.ts';
import { FailureList } from './failure-list.ts';
import { IterationCounts } from './iteration-counts.ts';
import { LatencyWindows } from './latency-windows.ts';
import { OutcomeWindows } from './outcome-windows.ts';
import { RequestRows } from './request-rows.ts';
import { Samples } from './samples.ts';
import { SessionCounts } from './session-counts.ts';
import { TimeSeries } from './time-series.ts';

/** All workers' deltas of a run, merged exactly. */
export class Tally {
  readonly counters: Counters = zeroCounters();
  readonly samples: Readonly<Record<SeriesName, Samples>> = eachSeries(() => new Samples());
  readonly failures: FailureList = new FailureList();
  readonly socketFaults: FailureList = new FailureList();
  readonly rows: RequestRows = new RequestRows();
  readonly checks: CheckCounts = new CheckCounts();
  readonly iterations: IterationCounts = new IterationCounts();
  readonly session: SessionCounts = new SessionCounts();
  readonly statusCodes: Map<string, number> = new Map();
  readonly timeSeries: TimeSeries = new TimeSeries();
  readonly latencyWindows: LatencyWindows = new LatencyWindows();
  readonly outcomeWindows: OutcomeWindows = new OutcomeWindows();
  /** Where one worker's requests in flight and its latencies disagree most, by Little's law. */
  worstResidual: { readonly interval: number; readonly residual: number } | null = null;
  socketsOpened: number = 0;
  lastEndedAt: number = -Infinity;
  /** Planned starts and requests of lost workers, which have no samples. */
  abandoned: number = 0;

  add(delta: Delta, second: GeneratorSecond = idleSecond): void {
    addCounters(this.counters, delta.counters);
    this.failures.addAll(delta.failures);
    this.socketFaults.addAll(delta.socketFaults);
    this.socketsOpened += delta.socketsOpened;
    this.lastEndedAt = Math.max(this.lastEndedAt, delta.lastEndedAt);
    for (const [code, count] of Object.entries(delta.statusCodes)) {
      this.statusCodes.set(code, (this.statusCodes.get(code) ?? 0) + count);
    }
    for (const name of seriesNames) {
      const counts = delta.samples[name];
      if (counts !== undefined) this.samples[name].merge(counts);
    }
    this.timeSeries.add(delta.interval, delta.activity, second, delta.samples.startLag?.histogram);
    this.latencyWindows.add(delta);
    this.outcomeWindows.add(delta);
    this.rows.merge(delta.rows);
    this.checks.merge(delta.checks);
    if (delta.iterations !== null) this.iterations.merge(delta.iterations);
    if (delta.session !== null) this.session.merge(delta.session);
    this.#checkResidual(delta);
  }

  /**
   * What a lost worker had planned when it last reported: nothing more will be heard of its open requests, and its
   * waiting starts will never be.
   */
  abandon(open: number, waiting: number): void {
    this.counters.aborted += open;
    this.counters.missedStopped += waiting;
    this.abandoned += open + waiting;
    if (open > 0) this.failures.add('aborted', open, 'the worker that had sent it was lost');
  }

  /** The same of iterations: those that waited are missed, each with its first request. */
  abandonIterations(open: number, waiting: number): void {
    const { counters } = this.iterations;
    counters.interrupted += open;
    counters.missed += waiting;
    this.counters.planned += waiting;
    this.abandon(0, waiting);
  }

  /** The area of requests in flight is their time until they ended, or as long as they are open by now. */
  #checkResidual({ interval, counters }: Delta): void {
    const { inFlightMs, openMs, openAgeMs } = counters;
    if (endedCount(counters) < enoughToTell || inFlightMs <= 0) return;
    const residual = Math.abs(inFlightMs - openMs - openAgeMs) / inFlightMs;
    if (residual > (this.worstResidual?.residual ?? -1)) this.worstResidual = { interval, residual };
  }
}

/** Fewer requests than this in an interval say nothing. */
const enoughToTell = 100;
