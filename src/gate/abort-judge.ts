import type { Threshold } from '../scenario/threshold.ts';
import { addsUp } from '../scenario/threshold-metric.ts';
import type { Result } from '../summary/result.ts';
import { evaluate } from './evaluate.ts';
import { errorCount } from '../stats/counters.ts';
import { rowOf } from './read-run.ts';

/** The seconds in a row that end a run. */
const mostBad = 3;

/** The threshold that ended a run, and what its outcome is to say. */
export type Abort = { readonly threshold: Threshold; readonly note: string };

/** Whether a second by itself can be held against it; what adds up over a run can't, nor can a limit of whole runs. */
export function isJudgedBySecond({ metric, limit }: Pick<Threshold, 'metric' | 'limit'>): boolean {
  return typeof limit === 'number' && !addsUp(metric);
}

/** Ends a run when one of its thresholds was broken in three seconds in a row. */
export class AbortJudge {
  readonly #watched: { readonly threshold: Threshold; bad: number }[];
  #abort: Abort | null = null;

  constructor(thresholds: readonly Threshold[]) {
    const watched = thresholds.filter((each) => each.abort !== null && isJudgedBySecond(each));
    this.#watched = watched.map((threshold) => ({ threshold, bad: 0 }));
  }

  /** Without anything to watch nobody needs to look at single seconds. */
  get isIdle(): boolean {
    return this.#watched.length === 0;
  }

  /** Whose rows its thresholds are about. */
  get requests(): readonly string[] {
    return this.#watched.flatMap(({ threshold: { request } }) => (request === null ? [] : [request]));
  }

  /** null while nothing has ended the run. */
  get abort(): Abort | null {
    return this.#abort;
  }

  /** Of a second that began so long after the warm-up; why the run is to end, or null. */
  judge(second: Result, sinceMs: number): string | null {
    for (const watch of this.#watched) {
      const { threshold } = watch;
      if (sinceMs < (threshold.abort?.delayMs ?? 0)) continue;
      watch.bad = isBad(threshold, second) ? watch.bad + 1 : 0;
      if (watch.bad < mostBad) continue;
      const endS = Math.round(sinceMs / 1000) + 1;
      const when = `${mostBad} bad seconds in a row, from ${endS - mostBad} s to ${endS} s`;
      this.#abort = { threshold, note: `it ended the run: ${when}` };
      return `"${threshold.expression}" ended the run (${when})`;
    }
    return null;
  }
}

/** Nothing is held against a second in which too little happened to tell. */
function isBad(threshold: Threshold, second: Result): boolean {
  const [outcome] = evaluate([{ ...threshold, isConfident: false }], second);
  if (outcome?.verdict !== 'no-data') return outcome?.verdict === 'failed';
  const { request } = threshold;
  const counts = request === null ? second.accounting : rowOf(request, second);
  return counts !== null && counts.ok === 0 && errorCount(counts) > 0;
}
