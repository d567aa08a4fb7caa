import { type Activity, type GeneratorSecond, idleSecond } from './delta.ts';
import { Histogram, type HistogramCounts } from './histogram.ts';
import { Samples } from './samples.ts';

/** One interval of the run, all workers together. */
export type SeriesPoint = {
  readonly interval: number;
  readonly started: number;
  readonly answered: number;
  readonly failed: number;
  readonly missed: number;
  readonly inFlight: number;
  readonly receivedBytes: number;
  readonly p50Us: number | null;
  readonly p99Us: number | null;
  readonly maxUs: number | null;
  /** How many these rest on, how many of them are lower bounds, and the smallest bound; Infinity without. */
  readonly samples: number;
  readonly censored: number;
  readonly censoredFromUs: number;
  readonly startLagP99Us: number | null;
  /** Of the busiest worker. */
  readonly busyShare: number;
  /** The longest of any worker. */
  readonly gcPauseMs: number;
};

type Activities = Omit<Activity, 'latency'> & GeneratorSecond & { readonly interval: number };
type OpenPoint = { readonly point: Activities; readonly latency: Samples; readonly startLag: Histogram };

/** Histograms are kept only for intervals that workers may still add to; older ones are two numbers. */
const openIntervals = 5;

/** Builds the time series of a run from the workers' activities; memory is bounded however long it runs. */
export class TimeSeries {
  readonly #maxPoints: number;
  /** In order, and older than every open one. */
  readonly #closed: SeriesPoint[] = [];
  readonly #open = new Map<number, OpenPoint>();
  #closedTo = -1;
  #closedInFlight = 0;

  /** Of a run with more than `maxPoints` intervals only the first ones are kept. */
  constructor(maxPoints = 100_000) {
    this.#maxPoints = maxPoints;
  }

  /** What comes for an interval after it was closed counts in the oldest one that is not. */
  add(
    interval: number,
    activity: Activity,
    { busyShare, gcPauseMs }: GeneratorSecond = idleSecond,
    lag?: HistogramCounts,
  ): void {
    const openInterval = Math.max(interval, this.#closedTo + 1);
    const { point, latency, startLag } = this.#openPoint(openInterval);
    latency.merge(activity.latency);
    if (lag !== undefined) startLag.merge(lag);
    this.#open.set(openInterval, {
      latency,
      startLag,
      point: {
        interval: openInterval,
        started: point.started + activity.started,
        answered: point.answered + activity.answered,
        failed: point.failed + activity.failed,
        missed: point.missed + activity.missed,
        receivedBytes: point.receivedBytes + activity.receivedBytes,
        busyShare: Math.max(point.busyShare, busyShare),
        gcPauseMs: Math.max(point.gcPauseMs, gcPauseMs),
      },
    });
    if (this.#open.size > openIntervals) this.#closeOldest();
  }

  /** The newest interval, as far as it has come. */
  latest(): SeriesPoint | null {
    const open = this.#inOrder();
    const newest = open.at(-1);
    const inFlight = open.reduce((sum, { point }) => sum + opened(point), this.#closedInFlight);
    return newest === undefined ? null : close(newest, inFlight);
  }

  /** Its latencies. */
  latestLatency(): Histogram | null {
    return this.#inOrder().at(-1)?.latency.histogram ?? null;
  }

  /** All intervals in order. */
  points(): SeriesPoint[] {
    let inFlight = this.#closedInFlight;
    return [...this.#closed, ...this.#inOrder().map((open) => close(open, (inFlight += opened(open.point))))];
  }

  #openPoint(interval: number): OpenPoint {
    const zero = {
      started: 0,
      answered: 0,
      failed: 0,
      missed: 0,
      receivedBytes: 0,
      busyShare: 0,
      gcPauseMs: 0,
    };
    return (
      this.#open.get(interval) ?? {
        point: { interval, ...zero },
        latency: new Samples(),
        startLag: new Histogram(),
      }
    );
  }

  #inOrder(): OpenPoint[] {
    return [...this.#open.values()].toSorted((a, b) => a.point.interval - b.point.interval);
  }

  #closeOldest(): void {
    const [oldest] = this.#inOrder();
    if (oldest === undefined) return;
    this.#closedTo = oldest.point.interval;
    this.#closedInFlight += opened(oldest.point);
    this.#open.delete(this.#closedTo);
    if (this.#closed.length < this.#maxPoints) this.#closed.push(close(oldest, this.#closedInFlight));
  }
}

/** How many more requests are open after than before. */
function opened({ started, answered, failed }: Activities): number {
  return started - answered - failed;
}

function close({ point, latency, startLag }: OpenPoint, inFlight: number): SeriesPoint {
  const { histogram, censored, censoredFromUs } = latency;
  return {
    ...point,
    inFlight,
    p50Us: histogram.quantileUs(0.5),
    p99Us: histogram.quantileUs(0.99),
    maxUs: histogram.maxUs,
    samples: histogram.count,
    censored,
    censoredFromUs,
    startLagP99Us: startLag.quantileUs(0.99),
  };
}
