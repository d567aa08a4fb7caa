import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/scenario/scenario.ts';
import type { TrustSignal } from '../../../src/summary/result.ts';
import type { FakeScript } from '../../support/fake-server.ts';
import { planFor } from '../../support/plan-for.ts';
import { VirtualRun } from '../../support/virtual-run.ts';

const lengthMs = 1500;
const runs = { numRuns: 40 };

/**
 * From answering soon to answering never, by turns, with or without stalls, failures and lost connections. A closed load
 * would never leave the instant of a target that answers at once.
 */
const anyTarget: fc.Arbitrary<Partial<FakeScript>> = fc
  .record({
    serviceMs: fc.array(fc.constantFrom(0.5, 3, 40, 700, 5000, Infinity), { minLength: 1, maxLength: 5 }),
    failures: fc.array(fc.constantFrom('none', 'none', 'none', 'reset', 'closed-early' as const), {
      minLength: 1,
      maxLength: 3,
    }),
    statuses: fc.array(fc.constantFrom(200, 200, 503), { minLength: 1, maxLength: 3 }),
    stallFromMs: fc.integer({ min: 1000, max: 3000 }),
    stallMs: fc.integer({ min: 0, max: 4000 }),
    closes: fc.boolean(),
    queue: fc.constantFrom('connection', 'server'),
    connectMs: fc.constantFrom(0, 1, 200),
  })
  .map(({ serviceMs, failures, statuses, stallFromMs, stallMs, closes, queue, connectMs }) => ({
    serviceMs: ({ index }) => turn(serviceMs, index),
    failure: ({ index }) => turn(failures, index),
    status: ({ index }) => turn(statuses, index),
    closes: () => closes,
    stalls: [{ fromMs: stallFromMs, toMs: stallFromMs + stallMs }],
    connectMs: () => connectMs,
    queue,
  }));

const anyCrew = fc
  .record({ connections: fc.integer({ min: 1, max: 12 }), workers: fc.integer({ min: 1, max: 3 }) })
  .map(({ connections, workers }) => ({ connections, workers: Math.min(workers, connections) }));

const anyLoad: fc.Arbitrary<Partial<Scenario>> = fc.oneof(
  fc.constantFrom(5, 100, 1000, 2000).map((ratePerS) => ({ ratePerS, maxQueued: 500 })),
  fc.constant({ connections: 8 }),
);

describe('whatever the target does', () => {
  it('nothing of it is held against the generator', async () => {
    await fc.assert(
      fc.asyncProperty(anyTarget, anyCrew, anyLoad, async (target, crew, load) => {
        const scenario = { ...crew, ...load, durationMs: lengthMs, timeoutMs: 3000, gracefulStopMs: 2000 };
        const result = await new VirtualRun(planFor(scenario), target).result();
        expect(result.trust).toEqual({ level: 'ok', reasons: [] });
      }),
      runs,
    );
  });
});

describe('a generator that stands still', () => {
  const signals: readonly TrustSignal[] = ['start-lag', 'achieved-rate', 'worker-gap'];

  it('is told so, and the target is not said to be overloaded', async () => {
    const anyStop = fc.record({
      fromMs: fc.integer({ min: 10, max: 1400 }),
      forMs: fc.integer({ min: 150, max: 900 }),
    });
    const anyServiceMs = fc.constantFrom(0, 0.5, 3);
    await fc.assert(
      fc.asyncProperty(anyStop, anyCrew, anyServiceMs, async ({ fromMs, forMs }, crew, serviceMs) => {
        const scenario = { ...crew, connections: 12, ratePerS: 500, durationMs: lengthMs };
        const run = new VirtualRun(planFor(scenario), { serviceMs: () => serviceMs });
        const result = await run.at(fromMs + 0.125, () => run.clock.standStill(forMs)).result();
        const { level, reasons } = result.trust;
        expect(level).not.toBe('ok');
        expect(signals).toEqual(expect.arrayContaining(reasons.map(({ signal }) => signal)));
        expect(result.overload).toBeNull();
      }),
      runs,
    );
  });
});

function turn<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there is at least one');
  return value;
}
