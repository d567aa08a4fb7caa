import type { Activity } from './delta.ts';
import { Histogram } from './histogram.ts';

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
};

type OpenPoint = { point: Activities; latency: Histogram };

type Activities = Omit<SeriesPoint, 'p50Us' | 'p99Us' | 'inFlight'>;
type ClosedPoint = Omit<SeriesPoint, 'inFlight'>;

/** Histograms are kept only for intervals that workers may still add to; older ones are two numbers. */
const openIntervals = 5;
const maxPoints = 100_000;

/** Builds the time series of a run from the workers' activities; memory is bounded however long it runs. */
export class TimeSeries {
  readonly #closed: ClosedPoint[] = [];
  readonly #open = new Map<number, OpenPoint>();
  #inFlight = 0;

  add(interval: number, activity: Activity): void {
    const { point, latency } = this.#openPoint(interval);
    latency.merge(activity.latency);
    this.#inFlight += opened(activity);
    this.#open.set(interval, {
      latency,
      point: {
        interval,
        started: point.started + activity.started,
        answered: point.answered + activity.answered,
        failed: point.failed + activity.failed,
        missed: point.missed + activity.missed,
        receivedBytes: point.receivedBytes + activity.receivedBytes,
      },
    });
    this.#closeOld();
  }

  /** The newest interval, as far as it has come. */
  latest(): SeriesPoint | null {
    const newest = [...this.#open.values()].at(-1);
    return newest === undefined ? null : { ...close(newest), inFlight: this.#inFlight };
  }

  /** All intervals in order. */
  points(): SeriesPoint[] {
    const points = [...this.#closed, ...[...this.#open.values()].map(close)];
    let inFlight = 0;
    return points
      .toSorted((a, b) => a.interval - b.interval)
      .map((point) => ({ ...point, inFlight: (inFlight += opened(point)) }));
  }

  #openPoint(interval: number): OpenPoint {
    const zero = { started: 0, answered: 0, failed: 0, missed: 0, receivedBytes: 0 };
    return this.#open.get(interval) ?? { point: { interval, ...zero }, latency: new Histogram() };
  }

  #closeOld(): void {
    if (this.#open.size <= openIntervals) return;
    const oldest = Math.min(...this.#open.keys());
    const open = this.#open.get(oldest);
    this.#open.delete(oldest);
    if (open !== undefined && this.#closed.length < maxPoints) this.#closed.push(close(open));
  }
}

/** How many more requests are open after than before. */
function opened({ started, answered, failed }: Pick<Activity, 'started' | 'answered' | 'failed'>): number {
  return started - answered - failed;
}

function close({ point, latency }: OpenPoint): ClosedPoint {
  return { ...point, p50Us: latency.quantileUs(0.5), p99Us: latency.quantileUs(0.99) };
}
