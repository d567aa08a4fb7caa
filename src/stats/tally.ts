import { addCounters, type Counters, zeroCounters } from './counters.ts';
import { type Delta, eachSeries, type SeriesName, seriesNames } from './delta.ts';
import { FailureList } from './failure-list.ts';
import { Samples } from './samples.ts';
import { TimeSeries } from './time-series.ts';

/** All workers' deltas of a run, merged exactly. */
export class Tally {
  readonly counters: Counters = zeroCounters();
  readonly samples: Readonly<Record<SeriesName, Samples>> = eachSeries(() => new Samples());
  readonly failures: FailureList = new FailureList();
  readonly socketFaults: FailureList = new FailureList();
  readonly statusCodes: Map<string, number> = new Map();
  readonly timeSeries: TimeSeries = new TimeSeries();
  socketsOpened: number = 0;
  lastEndedAt: number = -Infinity;

  add(delta: Delta): void {
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
    this.timeSeries.add(delta.interval, delta.activity);
  }

  /** Requests that a lost worker had open when it last reported: nothing more will be heard of them. */
  abandon(open: number): void {
    this.counters.aborted += open;
  }
}
