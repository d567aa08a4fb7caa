import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../src/plan/schedule.ts';
import type { Result } from '../../src/summary/result.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Stall } from '../support/fake-server.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';
import { asRecordedMs, responseTimes, samplesMs } from './decoded.ts';
import { type Hiccup, stallAt, stallsOf, waitMsAt } from './stall-pattern.ts';

const lengthMs = 1500;
const runs = { numRuns: 60 };

/** Eighths of a millisecond are exact in binary, and finer than a turn of the virtual event loop. */
const eighths = (max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: max * 8 }).map((count) => count / 8);

const anyStalls: fc.Arbitrary<Stall[]> = fc
  .array(fc.record<Hiccup>({ runMs: eighths(600), lengthMs: eighths(900) }), { minLength: 1, maxLength: 6 })
  .map(stallsOf);

type Crew = { readonly connections: number; readonly workers: number };

const anyCrew: fc.Arbitrary<Crew> = fc
  .record({ connections: fc.integer({ min: 1, max: 12 }), workers: fc.integer({ min: 1, max: 4 }) })
  .map(({ connections, workers }) => ({ connections, workers: Math.min(workers, connections) }));

/** Of a uniform load whose starts fall on turns of the virtual event loop, so that none has any lag. */
const anyGapMs = fc.constantFrom(0.5, 1, 2, 2.5, 4, 5, 8, 10, 12.5, 20, 40);

describe('with stalls of any number, place and length, over any number of connections and workers', () => {
  it('has every response time of a uniform load wait from its planned start to the end of its stall', async () => {
    await fc.assert(
      fc.asyncProperty(anyStalls, anyCrew, anyGapMs, async (stalls, crew, gapMs) => {
        const starts = uniformStarts(gapMs);
        const { latency, accounting } = await run({ ...crew, ratePerS: 1000 / gapMs }, stalls);
        const waitsMs = starts.map((at) => waitMsAt(stalls, at));
        expect(accounting).toMatchObject({ planned: starts.length, ok: starts.length, balanced: true });
        for (const distribution of [latency.responseTime?.ok, latency.responseTime?.all]) {
          if (distribution === undefined) throw new Error('an open load has response times');
          expect(samplesMs(distribution)).toEqual(asRecordedMs(waitsMs));
          expect(distribution.meanUs).toBeCloseTo((1000 * sum(waitsMs)) / starts.length, 3);
          expect(distribution.maxUs).toBe(1000 * Math.max(...waitsMs));
        }
        expect(latency.startLag?.maxUs).toBe(0);
      }),
      runs,
    );
  });

  it('has one slow service time for each connection that a stall caught, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(anyStalls, anyCrew, anyGapMs, async (stalls, crew, gapMs) => {
        const starts = uniformStarts(gapMs);
        const { latency, littlesLaw } = await run({ ...crew, ratePerS: 1000 / gapMs }, stalls);
        const slowMs = caughtByStalls(starts, stalls, crew).map((at) => waitMsAt(stalls, at));
        const fastMs = starts.slice(slowMs.length).map(() => 0);
        expect(samplesMs(latency.serviceTime.all)).toEqual(asRecordedMs([...slowMs, ...fastMs]));
        expect(slowMs.length).toBeLessThanOrEqual(crew.connections * stalls.length);
        expect(littlesLaw.residual).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it('has every response time of a Poisson load do so, but for the lag of its starts', async () => {
    const anyRatePerS = fc.integer({ min: 20, max: 1000 });
    const anySeed = fc.integer({ min: 1, max: 0xffff_ffff });
    await fc.assert(
      fc.asyncProperty(anyStalls, anyCrew, anyRatePerS, anySeed, async (stalls, crew, ratePerS, seed) => {
        const starts = poissonStarts(ratePerS, seed);
        const result = await run({ ...crew, ratePerS, seed, arrival: 'poisson' }, stalls);
        expect(result.accounting).toMatchObject({
          planned: starts.length,
          ok: starts.length,
          balanced: true,
        });
        expectWaits(result, starts, stalls);
      }),
      runs,
    );
  });
});

function run(scenario: Partial<Scenario>, stalls: readonly Stall[]): Promise<Result> {
  const plan = planFor({ durationMs: lengthMs, gracefulStopMs: 60_000, ...scenario });
  return new VirtualRun(plan, {
    stalls: stalls.map(({ fromMs, toMs }) => ({
      fromMs: virtualStartAt + fromMs,
      toMs: virtualStartAt + toMs,
    })),
  }).result();
}

function uniformStarts(gapMs: number): number[] {
  return Array.from({ length: Math.ceil(lengthMs / gapMs) }, (_, index) => index * gapMs);
}

function poissonStarts(ratePerS: number, seed: number): number[] {
  const load = { kind: 'constant-arrival-rate', ratePerS, durationMs: lengthMs, iterations: null } as const;
  return [...schedule({ ...load, arrival: 'poisson' }, seed)];
}

/** In each stall the first starts of a worker, one for each of its connections: the others wait unwritten. */
function caughtByStalls(
  starts: readonly number[],
  stalls: readonly Stall[],
  { connections, workers }: Crew,
): number[] {
  return stalls.flatMap((stall) =>
    Array.from({ length: workers }, (_, worker) => worker).flatMap((worker) => {
      const own = starts.filter((at, index) => index % workers === worker && stallAt(stalls, at) === stall);
      return own.slice(0, Math.floor(connections / workers) + (worker < connections % workers ? 1 : 0));
    }),
  );
}

/**
 * A virtual event loop reaches a start up to a turn late, which may put it in a stall that its plan was ahead of. Bounds of
 * single times are bounds of the sorted ones too.
 */
function expectWaits(result: Result, starts: readonly number[], stalls: readonly Stall[]): void {
  const { latency } = result;
  const turnMs = (latency.startLag?.maxUs ?? 0) / 1000 + 0.001;
  expect(turnMs).toBeLessThan(0.5);
  const mostMs = (at: number): number =>
    Math.max(waitMsAt(stalls, at), turnMs + waitMsAt(stalls, at + turnMs));
  const least = asRecordedMs(starts.map((at) => waitMsAt(stalls, at)));
  const most = asRecordedMs(starts.map(mostMs));
  const seen = samplesMs(responseTimes(result));
  expect(seen).toHaveLength(starts.length);
  expect(seen.filter((ms, index) => !(ms >= (least[index] ?? NaN) && ms <= (most[index] ?? NaN)))).toEqual(
    [],
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
