import { assert } from '../base/assert.ts';
import { isOpen, type Load, type OpenLoad } from '../scenario/load.ts';
import { mapNonEmpty, type NonEmpty } from './non-empty.ts';
import type { Work } from './plan.ts';
import { loadDurationMs, meanRatePerS, plannedLengthMs, plannedStarts } from './schedule.ts';

/** All loads that run at once; all are open, or all are closed. */
export function loadsOf(work: Work): NonEmpty<Load> {
  return work.kind === 'requests' ? [work.load] : mapNonEmpty(work.flows.lanes, ({ load }) => load);
}

export function isOpenWork(work: Work): boolean {
  return isOpen(loadsOf(work)[0]);
}

/** How long work runs at most, warm-up apart; Infinity when only a count ends it. */
export function workLengthMs(work: Work): number {
  return Math.max(...loadsOf(work).map(loadLengthMs));
}

/** See {@link workLengthMs}, of one load. */
export function loadLengthMs(load: Load): number {
  if (isOpen(load)) return load.arrival === 'uniform' ? plannedLengthMs(load) : loadDurationMs(load);
  if (load.kind === 'ramping-vus') {
    return load.stages.reduce((sumMs, { durationMs }) => sumMs + durationMs, 0);
  }
  return load.durationMs ?? Infinity;
}

/** Arrivals that an open model plans, Poisson ones as their mean; null in a closed model. */
export function plannedArrivals(work: Work): number | null {
  const loads = openLoads(work);
  return loads === null ? null : loads.reduce((sum, load) => sum + plannedStarts(load), 0);
}

/** Mean arrival rate over the length of the work; null in a closed model. */
export function askedRatePerS(work: Work): number | null {
  const loads = openLoads(work);
  if (loads === null) return null;
  const [first] = loads;
  if (loads.length === 1 && first !== undefined) return meanRatePerS(first);
  const lengthMs = workLengthMs(work);
  const arrivals = loads.reduce((sum, load) => sum + (meanRatePerS(load) * plannedLengthMs(load)) / 1000, 0);
  return lengthMs > 0 ? (arrivals * 1000) / lengthMs : 0;
}

function openLoads(work: Work): readonly OpenLoad[] | null {
  const loads = loadsOf(work);
  const open = loads.filter(isOpen);
  assert(open.length === 0 || open.length === loads.length, 'loads are all open or all closed');
  return open.length === 0 ? null : open;
}
