import { describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import { schedule } from '../../src/plan/schedule.ts';
import { isOpen } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';

const measured = { durationMs: 5000, connections: 20, warmup: 'auto' } as const;
const loads: readonly [string, Partial<Scenario>][] = [
  ['uniform arrivals', { ...measured, ratePerS: 200 }],
  ['Poisson arrivals', { ...measured, ratePerS: 200, arrival: 'poisson' }],
  ['a closed load', { ...measured, connections: 4 }],
];
const cases = loads.flatMap(([name, scenario]) =>
  [1, 2, 4].map((workers) => [name, workers, { ...scenario, workers }] as const),
);

describe('an automatic warm-up', () => {
  it.each(cases)(
    'takes its least time for %s on %i worker(s) when nothing moves',
    async (_, _workers, scenario) => {
      const result = await virtually(scenario, () => 20);
      expect(result.steadyState?.reached).toBe(true);
      // The first second answers a little less than the others, for its last requests end in the next one.
      expect(result.load.warmupMs).toBeLessThanOrEqual(12_000);
      expectMeasured(result, 5000);
    },
  );

  it.each(cases)('outlasts a slow start: %s on %i worker(s)', async (_, _workers, scenario) => {
    const result = await virtually(scenario, (seconds) => (seconds < 20 ? 100 - 4 * seconds : 20));
    const { reached, warmupMs, steadyFromMs } = { ...present(result.steadyState) };
    expect(reached).toBe(true);
    expect(steadyFromMs).toBeGreaterThanOrEqual(18_000);
    expect(steadyFromMs).toBeLessThanOrEqual(24_000);
    expect(warmupMs).toBeGreaterThanOrEqual(30_000);
    expect(warmupMs).toBeLessThanOrEqual(45_000);
    expectMeasured(result, 5000);
    expect(result.latency.serviceTime.all.maxUs).toBe(20_000);
  });

  it.each([
    ['rises all the time', (seconds: number) => 10 + seconds],
    ['saws', (seconds: number) => 10 + (seconds % 20) * 3],
  ])('gives up after 60 s on a latency that %s, and says so', async (_, serviceMs) => {
    const result = await virtually({ ...measured, ratePerS: 100 }, serviceMs);
    expect(result.steadyState).toEqual({ reached: false, warmupMs: 60_000, steadyFromMs: null });
    expectMeasured(result, 5000);
  });

  it('is one of the load’s first rate, and the load itself is the same as without it', async () => {
    const servedAt: number[] = [];
    const scenario = {
      stages: [
        { durationMs: 0, targetPerS: 50 },
        { durationMs: 3000, targetPerS: 200 },
      ],
      connections: 20,
      workers: 3,
    };
    const script: Partial<FakeScript> = {
      serviceMs: ({ now }) => {
        servedAt.push(now - virtualStartAt);
        return 1;
      },
    };
    await new VirtualRun(planFor(scenario), script).result();
    const alone = servedAt.splice(0);
    const result = await new VirtualRun(planFor({ ...scenario, warmup: 'auto' }), script).result();
    const { warmupMs } = result.load;
    expect(servedAt.filter((at) => at < warmupMs)).toHaveLength((50 * warmupMs) / 1000);
    const load = servedAt.filter((at) => at >= warmupMs).map((at) => at - warmupMs);
    expect(load).toHaveLength(alone.length);
    for (const [index, at] of load.entries()) expect(Math.abs(at - (alone[index] ?? NaN))).toBeLessThan(0.5);
  });

  it('comes before a number of requests, and is not in it', async () => {
    const { accounting, load } = await virtually(
      { requests: 1000, connections: 4, workers: 2, warmup: 'auto' },
      () => 10,
    );
    expect(accounting).toMatchObject({ planned: 1000, ok: 1000, balanced: true });
    expect(accounting.warmup).toBe((4 * load.warmupMs) / 10);
  });

  it('has its seconds in the time series, marked', async () => {
    const { timeSeries } = await virtually({ ...measured, ratePerS: 100, workers: 2 }, () => 5);
    const marks = timeSeries.points.map(({ atMs, warmup }) => [atMs, warmup]);
    expect(marks).toEqual(Array.from({ length: 16 }, (_, second) => [second * 1000, second < 11]));
  });

  it('shows in the ticks, which know no length before its end', async () => {
    const run = new VirtualRun(planFor({ ...measured, ratePerS: 100 }), { serviceMs: () => 5 });
    await run.result();
    expect(run.ticks.slice(9, 12).map(({ isWarmup, lengthMs }) => [isWarmup, lengthMs])).toEqual([
      [true, 16_000],
      [false, 16_000],
      [false, 16_000],
    ]);
    expect(run.ticks[8]).toMatchObject({ isWarmup: true, lengthMs: null, progress: null });
  });

  it('ends a run that is drained in it, with nothing measured', async () => {
    const run = new VirtualRun(planFor({ ...measured, ratePerS: 100, workers: 2 }), { serviceMs: () => 5 });
    const { accounting, completion, measuredMs, steadyState, load } = await run
      .drainAt(4500, 'enough')
      .result();
    const unmeasured = 'it was still warming up: nothing was measured';
    expect(completion).toEqual({ state: 'partial', reasons: ['enough', unmeasured] });
    expect(accounting).toMatchObject({ planned: 0, started: 0, balanced: true });
    expect([measuredMs, load.warmupMs, steadyState]).toEqual([0, 4500, null]);
  });

  it('ends a run that is cut between its verdict and its end', async () => {
    const run = new VirtualRun(planFor({ ...measured, ratePerS: 100 }), { serviceMs: () => 500 });
    const { accounting, load } = await run.cutAt(10_500, 'at once').result();
    expect(accounting).toMatchObject({ planned: 0, balanced: true });
    expect(load.warmupMs).toBe(10_500);
  });

  it('goes on without a worker that is lost in it', async () => {
    const run = new VirtualRun(planFor({ ...measured, ratePerS: 100, workers: 2 }), { serviceMs: () => 5 });
    const result = await run.killAt(3200, 1).result();
    expect(result.completion.state).toBe('partial');
    expect(result.accounting).toMatchObject({ planned: 250, ok: 250, balanced: true });
    expect(result.steadyState?.reached).toBe(true);
  });
});

/** Everything that was planned for the measured part is in the numbers, and nothing else. */
function expectMeasured(
  { accounting, measuredMs, completion, load, timeSeries }: Result,
  lengthMs: number,
): void {
  expect(completion).toEqual({ state: 'complete' });
  expect([accounting.balanced, measuredMs]).toEqual([true, lengthMs]);
  if (isOpen(load.load)) {
    const offsets = [...schedule(load.load, load.seed)];
    expect([accounting.planned, accounting.ok]).toEqual([offsets.length, offsets.length]);
  }
  const started = timeSeries.points.reduce((sum, point) => sum + point.started, 0);
  expect(started).toBe(accounting.warmup + accounting.started);
}

/** `serviceMs` of the seconds since the start. */
async function virtually(
  scenario: Partial<Scenario>,
  serviceMs: (seconds: number) => number,
): Promise<Result> {
  const script: Partial<FakeScript> = { serviceMs: ({ now }) => serviceMs((now - virtualStartAt) / 1000) };
  return new VirtualRun(planFor(scenario), script).result();
}
