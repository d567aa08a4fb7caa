import { describe, expect, it } from 'vitest';
import { schedule } from '../../../src/plan/schedule.ts';
import type { Arrival } from '../../../src/scenario/load.ts';
import { criticalDistance, distanceBetween, distanceFrom, exponential } from '../kolmogorov-smirnov.ts';
import { measure } from './measured.ts';
import { type Attempt, patient, quietRun } from './quiet-run.ts';
import { ServerProcess } from './server-process.ts';

/** Slow enough for four workers and a server on two cores: what they take from each other is small beside a gap. */
const ratePerS = 150;
const lengthMs = 2500;
const meanGapMs = 1000 / ratePerS;
const seed = 1;
/** What is right is refused once in 10,000 times, before the noise of the machine. */
const alpha = 1e-4;
/** Of a single gap, for the way of a request from one process to another. */
const gapToleranceMs = 1.5;
/** A start that is later than this comes too late. */
const lateMs = 5;
const mostLate = 0.1;

describe('what a server sees come', () => {
  it.for([1, 2, 4])(
    'follows the plan of a uniform load, and no other: %i workers',
    patient,
    async (workers, { skip }) => {
      const planned = Array.from({ length: (ratePerS * lengthMs) / 1000 }, (_, index) => index * meanGapMs);
      const { arrivals } = await quietRun(() => arrivalsOf('uniform', workers, planned), skip);
      const faster = planned.map((at) => at / 1.05);
      const allWorkersAtOnce = planned.map((_, index) => planned[index - (index % workers)] ?? NaN);
      expect(misfits(arrivals, faster)).toContain('instants');
      expect(misfits(arrivals, planOf('poisson', seed))).toEqual(['gaps', 'count', 'instants']);
      expect(isExponential(gapsOf(arrivals), meanGapMs)).toBe(false);
      if (workers > 1) expect(misfits(arrivals, allWorkersAtOnce)).toContain('gaps');
    },
  );

  it.for([1, 2, 4])(
    'follows the plan of a Poisson load, and no other, and is one: %i workers',
    patient,
    async (workers, { skip }) => {
      const { arrivals } = await quietRun(
        () => arrivalsOf('poisson', workers, planOf('poisson', seed)),
        skip,
      );
      expect(misfits(arrivals, planOf('poisson', seed + 1))).toContain('instants');
      expect(misfits(arrivals, planOf('uniform', seed))).toEqual(['gaps', 'count', 'instants']);
      expect(isExponential(gapsOf(arrivals), meanGapMs * 1.5)).toBe(false);
      expect(isExponential(gapsOf(arrivals), meanGapMs / 1.5)).toBe(false);
    },
  );
});

async function arrivalsOf(
  arrival: Arrival,
  workers: number,
  planned: readonly number[],
): Promise<Attempt & { readonly arrivals: readonly number[] }> {
  const server = await ServerProcess.start();
  const load = ['-R', `${ratePerS}`, '-d', `${lengthMs}ms`, '--arrival', arrival, '--seed', `${seed}`];
  const result = await measure(server.url, ...load, '-w', `${workers}`);
  const arrivals = (await server.takeArrivals()).toSorted((a, b) => a - b);
  const problems = misfits(arrivals, planned);
  if (arrival === 'poisson' && !isExponential(gapsOf(arrivals), meanGapMs)) problems.push('exponential');
  return { result, arrivals, problems };
}

function planOf(arrival: Arrival, ofSeed: number): number[] {
  const load = { kind: 'constant-arrival-rate', ratePerS, durationMs: lengthMs, iterations: null } as const;
  return [...schedule({ ...load, arrival }, ofSeed)];
}

/** In what the arrivals differ from a plan by more than chance and noise. */
function misfits(arrivals: readonly number[], planned: readonly number[]): string[] {
  const critical = criticalDistance(arrivals.length, alpha);
  const found: string[] = [];
  if (distanceBetween(gapsOf(arrivals), gapsOf(planned), gapToleranceMs) > critical) found.push('gaps');
  if (arrivals.length !== planned.length) found.push('count');
  if (lateShare(arrivals, planned) > mostLate) found.push('instants');
  return found;
}

function isExponential(gapsMs: readonly number[], meanMs: number): boolean {
  return distanceFrom(exponential(meanMs), gapsMs) <= criticalDistance(gapsMs.length, alpha);
}

/** The load's start is where the most punctual arrival puts it. */
function lateShare(arrivals: readonly number[], planned: readonly number[]): number {
  const count = Math.min(arrivals.length, planned.length);
  const delays = arrivals.slice(0, count).map((at, index) => at - (planned[index] ?? NaN));
  const leastMs = Math.min(...delays);
  return delays.filter((delayMs) => delayMs - leastMs > lateMs).length / count;
}

function gapsOf(instants: readonly number[]): number[] {
  return instants.slice(1).map((at, index) => at - (instants[index] ?? NaN));
}
