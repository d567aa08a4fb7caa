import { assertNever } from '../../base/assert.ts';
import type { Problem } from '../../base/errors.ts';
import type { LanePlan } from '../../plan/flows-plan.ts';
import type { Planning } from '../../plan/make-plan.ts';
import { isNonEmpty } from '../../plan/non-empty.ts';
import type { Plan, Work } from '../../plan/plan.ts';
import type { Load } from '../../scenario/load.ts';
import type { AbDesign } from './ab-result.ts';

/** The plan of one block: as the load goes on, for the length of a block, and in a duet half of it. */
export function blockPlan(plan: Plan, design: AbDesign): Planning<Plan> {
  const lasting = lastingWork(plan.work, design.blockMs);
  if (!lasting.ok) return lasting;
  const warmup = { kind: 'fixed', ms: design.warmupMs } as const;
  const block = { ...plan, work: lasting.plan, warmup };
  if (design.kind === 'interleaved') return { ...lasting, plan: block };
  const half = halfOf(block);
  return half.ok ? { ...half, notes: [...lasting.notes, ...half.notes] } : half;
}

function lastingWork(work: Work, durationMs: number): Planning<Work> {
  if (work.kind === 'requests') {
    const load = lastingLoad(work.load, durationMs);
    return load.ok ? { ...load, plan: { ...work, load: load.plan } } : load;
  }
  const lasting = work.flows.lanes.map((lane) => ({ lane, load: lastingLoad(lane.load, durationMs) }));
  const problems = lasting.flatMap(({ load }) => (load.ok ? [] : load.problems));
  const notes = lasting.flatMap(({ load }) => (load.ok ? load.notes : []));
  const lanes = lasting.flatMap(({ lane, load }) => (load.ok ? [{ ...lane, load: load.plan }] : []));
  if (problems.length > 0 || !isNonEmpty(lanes)) return { ok: false, problems };
  return { ok: true, plan: { ...work, flows: { ...work.flows, lanes } }, notes };
}

/** All blocks are alike, so a load may have no beginning and no end of its own. */
function lastingLoad(load: Load, durationMs: number): Planning<Load> {
  switch (load.kind) {
    case 'constant-vus':
      return { ok: true, plan: { ...load, durationMs }, notes: [] };
    case 'constant-arrival-rate':
      return { ok: true, plan: { ...load, durationMs, iterations: null }, notes: [] };
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const note = `a block lasts for a time, not for ${load.iterations} iterations: constant-vus with ${load.vus} users`;
      return { ok: true, plan: { kind: 'constant-vus', vus: load.vus, durationMs }, notes: [note] };
    }
    case 'ramping-vus':
    case 'ramping-arrival-rate': {
      const message = `A against B needs blocks that are alike, and a ${load.kind} load changes all along`;
      const hint = 'use constant-vus or constant-arrival-rate; or compare two whole runs with inrush compare';
      return { ok: false, problems: [{ message, hint }] };
    }
    default:
      return assertNever(load);
  }
}

/** Half of the connections, of the rate and of the workers. */
function halfOf(plan: Plan): Planning<Plan> {
  const { work, pipelining, workers } = plan;
  if (work.kind === 'requests') {
    const load = halfLoad(work.load);
    const connections = 'vus' in load ? load.vus : Math.floor(plan.connections / 2);
    const problems = tooFew(connections, 'connection: raise -c');
    if (problems.length > 0) return { ok: false, problems };
    return {
      ok: true,
      plan: { ...plan, work: { ...work, load }, ...shared(connections, workers) },
      notes: [],
    };
  }
  const [first, ...rest] = work.flows.lanes;
  const lanes = [halfLane(first), ...rest.map(halfLane)] as const;
  const problems = lanes.flatMap(({ maxVus }) => tooFew(maxVus, 'user: raise vus'));
  if (problems.length > 0) return { ok: false, problems };
  const connections = lanes.reduce((sum, { maxVus }) => sum + Math.ceil(maxVus / pipelining), 0);
  const halved = { ...work, flows: { ...work.flows, lanes } };
  return { ok: true, plan: { ...plan, work: halved, ...shared(connections, workers) }, notes: [] };
}

function shared(connections: number, workers: number): Pick<Plan, 'connections' | 'workers'> {
  return { connections, workers: Math.min(connections, Math.max(1, Math.floor(workers / 2))) };
}

function tooFew(half: number, what: string): Problem[] {
  if (half >= 1) return [];
  return [{ message: '--duet splits the load in halves', hint: `each needs at least one ${what}` }];
}

function halfLane(lane: LanePlan): LanePlan {
  const maxVus = Math.floor(lane.maxVus / 2);
  return { ...lane, load: halfLoad(lane.load), vus: Math.min(maxVus, Math.ceil(lane.vus / 2)), maxVus };
}

function halfLoad(load: Load): Load {
  if (load.kind === 'constant-arrival-rate') return { ...load, ratePerS: load.ratePerS / 2 };
  return load.kind === 'constant-vus' ? { ...load, vus: Math.floor(load.vus / 2) } : load;
}
