import type { Contender, SyncVsAsyncPlans } from './comparison-plan.ts';

/** A side's name: `sync`, `threads`, `async`; in a sweep `async 16`. */
export function contenderName({ name, plan }: Contender, { isSweep }: SyncVsAsyncPlans): string {
  return name === 'async' && isSweep ? `${name} ${plan.connections}` : name;
}

/** The same with the round, counted from 0, where there are several: `round 2 of 5, async`. */
export function contenderLabel(contender: Contender, plans: SyncVsAsyncPlans, round: number): string {
  const name = contenderName(contender, plans);
  return plans.rounds === 1 ? name : `round ${round + 1} of ${plans.rounds}, ${name}`;
}
