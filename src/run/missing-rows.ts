import type { Plan } from '../plan/plan.ts';
import type { Tally } from '../stats/tally.ts';

/** Data sources that must not run out, and did. */
export function missingRows({ work }: Plan, { session }: Tally): string[] {
  if (work.kind === 'requests') return [];
  return work.flows.data
    .filter(({ name, onEnd }) => onEnd === 'fail' && session.exhausted.has(name))
    .map(({ from }) => `all rows of ${from} were used, and its onEnd is fail`);
}
