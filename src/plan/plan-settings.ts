import type { Problem } from '../base/errors.ts';
import type { Timeouts } from '../scenario/connecting.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Plan, Warmup } from './plan.ts';

/** Of an automatic warm-up: a target that has not become steady by then may never do. */
const longestWarmupMs = 60_000;
const defaultTimeouts: Timeouts = {
  connectMs: 3000,
  tlsMs: 4000,
  firstByteMs: Infinity,
  idleMs: Infinity,
  totalMs: 10_000,
};

/** What a plan has besides what is sent, and what sends it. */
export type PlanSettings = Omit<Plan, 'targets' | 'work' | 'connections' | 'workers'>;

/** How requests are sent, whatever they are; defaults for all that is left out. */
export function planSettings(scenario: Scenario): PlanSettings {
  return {
    engine: scenario.engine ?? (scenario.proxy === undefined ? 'h1' : 'undici'),
    pipelining: scenario.pipelining ?? 1,
    requestsPerConnection: scenario.requestsPerConnection ?? Infinity,
    timeouts: { ...defaultTimeouts, ...scenario.timeouts },
    warmup: planWarmup(scenario),
    pacing: scenario.pacing ?? 'auto',
    gracefulStopMs: scenario.gracefulStopMs ?? 5000,
    maxQueued: scenario.maxQueued ?? 1_000_000,
    seed: scenario.seed ?? 1,
    localAddresses: scenario.localAddresses ?? [],
  };
}

/** What doesn't go together with a proxy. */
export function proxyProblems({ proxy, unixPath, engine }: Scenario): readonly Problem[] {
  if (proxy === undefined) return [];
  const problems: Problem[] = [];
  if (unixPath !== undefined) {
    problems.push({ message: '--proxy and --unix both say where to connect', hint: 'leave out one of them' });
  }
  if (engine === 'h1') {
    problems.push({ message: '--proxy needs the undici engine', hint: 'leave out --engine h1' });
  }
  return problems;
}

function planWarmup({ warmup, warmupMs }: Scenario): Warmup {
  if (warmup === 'auto') return { kind: 'auto', longestMs: longestWarmupMs };
  return { kind: 'fixed', ms: warmupMs ?? 0 };
}
