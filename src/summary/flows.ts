import type { LanePlan } from '../plan/flows-plan.ts';
import type { Work } from '../plan/plan.ts';
import { isOpen, type Load } from '../scenario/load.ts';
import { answeredCount, type Counters, endedCount, missedCount } from '../stats/counters.ts';
import { openIterations, waitingIterations } from '../stats/iteration-counts.ts';
import type { Tally } from '../stats/tally.ts';
import type { DataUse, FlowInfo, Iterations, Session } from './result.ts';

/** Arrivals, of whatever the plan speaks of: requests, or iterations of a scenario file. */
export type Arrivals = Pick<Counters, 'planned' | 'plannedInWindow' | 'startedInWindow'>;

export function arrivalsOf(work: Work, tally: Tally): Arrivals {
  return work.kind === 'flows' ? tally.iterations.counters : tally.counters;
}

/** How many of them are over. */
export function endedOf(work: Work, { counters, iterations }: Tally): number {
  if (work.kind === 'requests') return endedCount(counters);
  const { completed, failed, interrupted } = iterations.counters;
  return completed + failed + interrupted;
}

export function flowsOf(work: Work): FlowInfo[] {
  if (work.kind === 'requests') return [];
  return work.flows.lanes.map(({ name, load, vus, maxVus, flows }) => ({
    name,
    load,
    vus,
    maxVus,
    shares: flows.map((flow) => ({ name: flow.name, weight: flow.weight })),
  }));
}

export function iterationsOf(work: Work, tally: Tally, perS: (count: number) => number): Iterations {
  if (work.kind === 'requests') return singleRequests(tally, perS);
  const { counters, failures } = tally.iterations;
  const { planned, started, completed, interrupted, missed, startedInWindow } = counters;
  return {
    planned,
    started,
    completed,
    failed: failures.list(),
    interrupted,
    missed,
    perS: perS(startedInWindow),
  };
}

/** What is said of iterations where each is one request. */
function singleRequests({ counters, failures }: Tally, perS: (count: number) => number): Iterations {
  const { planned, started, transportError, timeout, aborted, censored, startedInWindow } = counters;
  const count = transportError + timeout;
  const example = failures.list().find(({ reason }) => reason !== 'aborted')?.example ?? '';
  return {
    planned,
    started,
    completed: answeredCount(counters),
    failed: count === 0 ? [] : [{ reason: 'no-response', count, example }],
    interrupted: aborted + censored,
    missed: missedCount(counters),
    perS: perS(startedInWindow),
  };
}

/** null where users have nothing to do before their iterations. */
export function sessionOf(work: Work, { session }: Tally): Session | null {
  if (work.kind === 'requests') return null;
  const failed = session.failures.list();
  const hasSession = work.flows.lanes.some(needsSession);
  return hasSession || failed.length > 0 ? { users: session.users, failed } : null;
}

function needsSession({ session, userData }: LanePlan): boolean {
  return session.length + userData.length > 0;
}

export function dataOf(work: Work, { session }: Tally): DataUse[] {
  if (work.kind === 'requests') return [];
  return work.flows.data.map(({ name, rowCount }) => ({
    name,
    rows: rowCount,
    exhausted: session.exhausted.has(name),
  }));
}

/** The identities of iterations; nothing of a lost worker is open or waiting any more. */
export function areIterationsBalanced({ iterations: { counters } }: Tally): boolean {
  return openIterations(counters) === 0 && waitingIterations(counters) === 0;
}

/** Starts after which a load is over; null where it is not a count that ends it. */
export function startsAsked(loads: readonly Load[]): number | null {
  const counts = loads.map(countOf);
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** A uniform load reaches its count at an instant that is known before. */
function countOf(load: Load): number | null {
  if (!('iterations' in load) || (isOpen(load) && load.arrival === 'uniform')) return null;
  return load.kind === 'per-vu-iterations' ? load.vus * load.iterations : load.iterations;
}
