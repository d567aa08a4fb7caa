import { isOpenWork, loadsOf, plannedArrivals } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { isOpen } from '../scenario/load.ts';
import { answeredCount, endedCount, missedCount } from '../stats/counters.ts';
import { seriesNames } from '../stats/delta.ts';
import { rowEndedCount } from '../stats/request-row.ts';
import type { Tally } from '../stats/tally.ts';
import { areIterationsBalanced, arrivalsOf } from './flows.ts';
import type { Accounting } from './result.ts';
import type { RunRecord } from './run-record.ts';

/** The identities of docs/measuring.md: any mismatch is a bug in inrush and makes the run invalid. */
export function accountingOf({ plan, tally, partialReasons }: RunRecord): Accounting {
  const { counters, samples, socketsOpened, abandoned } = tally;
  const { work } = plan;
  const arrivals = arrivalsOf(work, tally);
  const { planned, missedPool, missedLag, missedStopped, started, written } = counters;
  const countOf = (...names: (keyof typeof samples)[]): number =>
    names.reduce((sum, name) => sum + samples[name].histogram.count, 0);
  const balanced =
    planned === started + missedCount(counters) &&
    started === endedCount(counters) &&
    written === countOf('serviceOk', 'serviceRest') &&
    answeredCount(counters) === countOf('timeToFirstByte') &&
    counters.ok === countOf('serviceOk') &&
    socketsOpened === countOf('connect') &&
    areRowsBalanced(tally) &&
    areIterationsBalanced(tally) &&
    (!isOpenWork(work) || arrivals.planned === countOf('startLag')) &&
    (!isOpenWork(work) || planned === countOf('responseOk', 'responseRest') + abandoned) &&
    (partialReasons.length > 0 || plannedAsScheduled(plan, tally));
  return {
    planned,
    reachedInTime: isOpenWork(work) ? arrivals.plannedInWindow : arrivals.planned,
    missed: { pool: missedPool, lag: missedLag, stopped: missedStopped },
    started,
    ok: counters.ok,
    httpError: counters.httpError,
    checkFailed: counters.checkFailed,
    transportError: counters.transportError,
    timeout: counters.timeout,
    aborted: counters.aborted,
    censored: counters.censored,
    balanced,
    clampedSamples: seriesNames.reduce((sum, name) => sum + samples[name].histogram.clamped, 0),
    warmup: counters.warmup,
  };
}

/** Each request that ended is in one row, or there are no rows; nothing more is known of those of a lost worker. */
function areRowsBalanced({ rows, counters, abandoned }: Tally): boolean {
  const inRows = rows.list().reduce((sum, row) => sum + rowEndedCount(row.counters), 0);
  const ended = endedCount(counters);
  return inRows === 0 || inRows === ended || (abandoned > 0 && inRows < ended);
}

/** Over all workers, every start of the schedule was planned: none dropped, none twice. */
function plannedAsScheduled({ work }: Plan, tally: Tally): boolean {
  const { planned } = arrivalsOf(work, tally);
  const [load] = loadsOf(work);
  if (work.kind === 'requests' && load.kind === 'shared-iterations') {
    return load.durationMs !== null || planned === load.iterations;
  }
  const isScheduled = loadsOf(work).every((each) => isOpen(each) && each.arrival === 'uniform');
  return !isScheduled || tally.session.exhausted.size > 0 || planned === plannedArrivals(work);
}
