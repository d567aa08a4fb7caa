import { steadyFrom } from '../inference/steady-state.ts';
import type { SeriesPoint } from '../stats/time-series.ts';
import type { SteadyState } from '../summary/result.ts';

const intervalMs = 1000;
/** Workers have to hear of it before the warm-up is over; it ends with a second, so that none is warm-up in part. */
const noticeMs = 250;

/** Watches an automatic warm-up, second by second, until the target is steady or too much time has gone. */
export class WarmupWatch {
  readonly #longestMs: number;
  #judged = 0;
  #isReached = false;
  #steadyFromMs: number | null = null;

  constructor(longestMs: number) {
    this.#longestMs = longestMs;
  }

  /**
   * How long the warm-up is to be, in ms from the start of the run; null: that isn't known yet. `points` are its
   * intervals so far, of which every worker has told of the first `told`; `elapsedMs` have gone by.
   */
  judge(points: readonly SeriesPoint[], told: number, elapsedMs: number): number | null {
    if (told <= this.#judged) return null;
    this.#judged = told;
    const lengthMs = Math.ceil((elapsedMs + noticeMs) / intervalMs) * intervalMs;
    const from = steadyInterval(points.filter(({ interval }) => interval < told));
    if (from !== null) {
      this.#isReached = true;
      this.#steadyFromMs = from * intervalMs;
      return lengthMs;
    }
    return lengthMs >= this.#longestMs ? lengthMs : null;
  }

  /** What is to be said of a warm-up that took this long in the end. */
  steadyState(warmupMs: number): SteadyState {
    return { reached: this.#isReached, warmupMs, steadyFromMs: this.#steadyFromMs };
  }
}

/** From which interval on both latency and throughput are steady; null where one of them isn't, or not for long. */
function steadyInterval(points: readonly SeriesPoint[]): number | null {
  const timed = points.flatMap(({ interval, p50Us }) => (p50Us === null ? [] : [{ interval, p50Us }]));
  const latencyCut = steadyFrom(timed.map(({ p50Us }) => p50Us));
  const throughputCut = steadyFrom(points.map(({ answered }) => answered));
  if (latencyCut === null || throughputCut === null) return null;
  return Math.max(timed[latencyCut]?.interval ?? 0, points[throughputCut]?.interval ?? 0);
}
