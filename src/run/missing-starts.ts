import type { Plan } from '../plan/plan.ts';
import { plannedStarts } from '../plan/schedule.ts';
import { share } from '../plan/share.ts';
import { isOpen } from '../scenario/load.ts';

/** How many measured starts a lost worker never told of, by its part of the plan; null when nothing says how many. */
export function missingStarts({ load, workers }: Plan, worker: number, told: number): number | null {
  if (load.kind === 'constant-vus') return null;
  const all = isOpen(load) ? Math.round(plannedStarts(load)) : load.iterations;
  return Math.max(0, share(all, worker, workers) - told);
}
