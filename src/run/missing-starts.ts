import { plannedArrivals } from '../plan/loads.ts';
import type { Plan, Work } from '../plan/plan.ts';
import { share } from '../plan/share.ts';

type RequestWork = Extract<Work, { kind: 'requests' }>;

/** How many measured starts a lost worker never told of, by its part of the plan; null when nothing says how many. */
function missingStarts({ work, workers }: Plan, worker: number, told: number): number | null {
  // Of iterations nobody knows how many requests they have.
  if (work.kind === 'flows') return null;
  const all = plannedArrivals(work) ?? plannedRequests(work);
  return all === null ? null : Math.max(0, share(Math.round(all), worker, workers) - told);
}

/** Only a count of single requests says how many there will be. */
function plannedRequests(work: RequestWork): number | null {
  return work.load.kind === 'shared-iterations' ? work.load.iterations : null;
}

type Lost = { readonly worker: number; readonly toldTo: number; readonly planned: number };

/** What a worker that was lost has told, and what nobody knows. */
export function whatIsMissing(plan: Plan, { worker, toldTo, planned }: Lost): string {
  const heard = toldTo === 0 ? 'it had sent nothing' : `what it sent in its first ${toldTo} s counts`;
  const missing = missingStarts(plan, worker, planned);
  if (missing === null || missing === 0) return heard;
  return `${heard}; ${missing} of its ${planned + missing} starts are in no number`;
}
