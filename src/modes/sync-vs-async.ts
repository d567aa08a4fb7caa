import { version } from '../base/version.ts';
import type { Machine } from '../plan/machine.ts';
import { makePlan, type Planning } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import { type RunOptions, runLoad } from '../run/run-load.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Completion, Result, Trust, TrustLevel } from '../summary/result.ts';
import type { Effect, Side, SyncVsAsyncResult } from './comparison-result.ts';
import { findScaling } from './scaling-finding.ts';

/** Both sides as plans: the same requests, one connection against many. */
export type SyncVsAsyncPlans = { readonly sync: Plan; readonly async: Plan };

const defaultRequests = 1000;
const defaultConcurrency = 500;

/** Plans both sides; the async one, which needs more of the machine, finds the problems of both. */
export function planSides(scenario: Scenario, machine: Machine): Planning<SyncVsAsyncPlans> {
  const requests = scenario.requests ?? defaultRequests;
  // A count that is wrong is one problem, and not also that of the connections made from it.
  const most = requests > 0 ? requests : Infinity;
  const connections = Math.min(scenario.connections ?? defaultConcurrency, most);
  const async = makePlan({ ...scenario, requests, connections }, machine);
  if (!async.ok) return async;
  const sync = makePlan({ ...scenario, requests, connections: 1, workers: 1 }, machine);
  if (!sync.ok) return sync;
  return { ok: true, plan: { sync: sync.plan, async: async.plan }, notes: async.notes };
}

/**
 * Sends the same requests sync (each when the last has ended), then async (up to the concurrency in flight), and
 * compares. Throws as `runLoad` does. Gates are evaluated afterwards, by whoever has them.
 */
export async function compareSyncAsync(
  plans: SyncVsAsyncPlans,
  options: RunOptions & { readonly onSide?: (side: 'sync' | 'async') => void } = {},
): Promise<SyncVsAsyncResult> {
  options.onSide?.('sync');
  const sync = await runLoad(plans.sync, options);
  options.onSide?.('async');
  const async = await runLoad(plans.async, options);
  return compareSides(sync, async);
}

/** The comparison of two finished runs. */
export function compareSides(sync: Result, async: Result): SyncVsAsyncResult {
  const effect = effectOf(sync, async);
  return {
    schemaVersion: 1,
    kind: 'sync-vs-async',
    inrush: version,
    startedAt: sync.startedAt,
    target: async.target,
    requests: sync.accounting.planned,
    concurrency: async.load.connections,
    sync: sideOf(sync),
    async: sideOf(async),
    effect,
    finding: findScaling(effect, async.load.connections),
    completion: jointCompletion(sync.completion, async.completion),
    trust: jointTrust(sync.trust, async.trust),
    gates: [],
  };
}

function sideOf(result: Result): Side {
  const { wallMs, latency, generator, littlesLaw } = result;
  return {
    wallMs,
    answeredPerS: wallMs > 0 ? (answered(result) * 1000) / wallMs : 0,
    p50Us: latency.serviceTime.all.p50Us,
    p99Us: latency.serviceTime.all.p99Us,
    cpuPerRequestUs: generator.cpuPerRequestUs,
    peakOpenFiles: generator.peakOpenFiles,
    meanInFlight: littlesLaw.meanInFlight,
    result,
  };
}

function answered({ accounting }: Result): number {
  return accounting.ok + accounting.httpError;
}

function effectOf(sync: Result, async: Result): Effect {
  if (answered(sync) === 0 || answered(async) === 0 || async.wallMs === 0) {
    return { speedup: null, scalingEfficiency: null, latencyInflation: null, handledAtOnce: null };
  }
  const speedup = sync.wallMs / async.wallMs;
  const syncMeanUs = sync.latency.serviceTime.all.meanUs ?? 0;
  return {
    speedup,
    scalingEfficiency: speedup / async.load.connections,
    latencyInflation: typicalUs(async) / typicalUs(sync),
    handledAtOnce: (answered(async) / async.wallMs) * (syncMeanUs / 1000),
  };
}

/** The median; of a sample too small for one, the mean. */
function typicalUs({ latency }: Result): number {
  const { p50Us, meanUs } = latency.serviceTime.all;
  return p50Us ?? meanUs ?? NaN;
}

function jointCompletion(sync: Completion, async: Completion): Completion {
  const reasons = [
    ...(sync.state === 'partial' ? sync.reasons.map((reason) => `sync: ${reason}`) : []),
    ...(async.state === 'partial' ? async.reasons.map((reason) => `async: ${reason}`) : []),
  ];
  return reasons.length === 0 ? { state: 'complete' } : { state: 'partial', reasons };
}

function jointTrust(sync: Trust, async: Trust): Trust {
  const levels: readonly TrustLevel[] = ['ok', 'degraded', 'invalid'];
  const level = levels[Math.max(levels.indexOf(sync.level), levels.indexOf(async.level))] ?? 'invalid';
  return { level, reasons: [...reasonsOf('sync', sync), ...reasonsOf('async', async)] };
}

function reasonsOf(side: string, trust: Trust): Trust['reasons'] {
  return trust.reasons.map((reason) => ({ ...reason, message: `${side}: ${reason.message}` }));
}
