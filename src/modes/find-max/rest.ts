import { InrushError } from '../../base/errors.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Result } from '../../summary/result.ts';
import type { FindMaxPlan } from './plan-find-max.ts';
import { trialPlan } from './trial-plan.ts';

export type Rest = {
  readonly pauseMs: number;
  /** The target was as fast again as it is at a low rate; null where there was no need to look. */
  readonly isRested: boolean | null;
};

export type Resting = {
  readonly search: FindMaxPlan;
  /** Mean service time of a target with little to do; null while nobody knows it. */
  readonly calmUs: number | null;
  readonly probe: (plan: Plan) => Promise<Result>;
  readonly pause: (ms: number) => Promise<void>;
  readonly now: () => number;
  readonly isStopped: () => boolean;
};

/** Few requests, one at a time where the target is well. */
const probeLoad = { ratePerS: 10, measureMs: 500, warmupMs: 0, drainMs: 1000 };
const firstPauseMs = 100;
const growth = 2;
const longestMs = 10_000;
/** Of the time with little to do, and beside it what no clock of a busy machine keeps. */
const calm = { times: 2, besidesUs: 1000 };
/** Where an SLO has no time in it. */
const withoutLimitMs = 1000;
/** Of the time of the probe before. */
const steadyShare = 0.8;

/**
 * Waits until the queue that the last trial has left behind is empty: looks by a few requests whether they are served at once.
 * While nobody knows how fast that is, until they are served no faster than before.
 */
export async function restBetween(resting: Resting): Promise<Rest> {
  const { probe, pause, now, isStopped, search, calmUs } = resting;
  const startedAt = now();
  const { plan, design } = search;
  const load = { ...probeLoad, arrival: 'uniform' as const, seed: plan.seed };
  const probePlan = trialPlan(plan, { ...load, ratePerS: Math.min(probeLoad.ratePerS, design.fromPerS) });
  const limitUs = calmUs === null ? limitOf(search) : calm.times * calmUs + calm.besidesUs;
  let beforeUs = Infinity;
  for (let pauseMs = firstPauseMs; ; pauseMs *= growth) {
    await pause(pauseMs);
    const meanUs = isStopped() ? null : await meanServiceUs(() => probe(probePlan));
    const isSteady = calmUs === null && meanUs !== null && meanUs > steadyShare * beforeUs;
    const isRested = meanUs !== null && (meanUs <= limitUs || isSteady);
    const tookMs = now() - startedAt;
    if (isStopped()) return { pauseMs: tookMs, isRested: null };
    if (isRested || tookMs + pauseMs * growth > longestMs) return { pauseMs: tookMs, isRested };
    beforeUs = meanUs ?? Infinity;
  }
}

/** null where not all were served. */
async function meanServiceUs(probe: () => Promise<Result>): Promise<number | null> {
  try {
    const { latency, accounting } = await probe();
    const { meanUs, censored } = latency.serviceTime.all;
    return accounting.ok > 0 && censored === 0 ? meanUs : null;
  } catch (error) {
    // A target that is still busy may take no connection.
    if (error instanceof InrushError) return null;
    throw error;
  }
}

/** In µs: what keeps the SLO is calm enough. */
function limitOf({ slo }: FindMaxPlan): number {
  const limits = slo.conditions.flatMap(({ unit, limit }) => (unit === 'ms' ? [limit] : []));
  return 1000 * Math.min(withoutLimitMs, ...limits);
}
