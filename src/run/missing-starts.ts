import { plannedArrivals } from '../plan/loads.ts';
import type { Plan } from '../plan/plan.ts';
import { share } from '../plan/share.ts';

/** How many measured starts a lost worker never told of, by its part of the plan; null when nothing says how many. */
export function missingStarts({ work, workers }: Plan, worker: number, told: number): number | null {
  const all = plannedArrivals(work) ?? plannedRequests(work);
  return all === null ? null : Math.max(0, share(Math.round(all), worker, workers) - told);
}

/** Only a count of single requests says how many there will be. */
function plannedRequests(work: Plan['work']): number | null {
  return work.kind === 'requests' && work.load.kind === 'shared-iterations' ? work.load.iterations : null;
}
