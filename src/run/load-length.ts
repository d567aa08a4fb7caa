import { loadDurationMs, plannedLengthMs } from '../plan/schedule.ts';
import { isOpen, type Load } from '../scenario/load.ts';

/** How long a load runs at most, warm-up apart; Infinity when only a count ends it. */
export function loadLengthMs(load: Load): number {
  if (isOpen(load)) return load.arrival === 'uniform' ? plannedLengthMs(load) : loadDurationMs(load);
  return load.durationMs ?? Infinity;
}
