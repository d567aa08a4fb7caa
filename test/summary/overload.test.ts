import { describe, expect, it } from 'vitest';
import { overloadSentence } from '../../src/report/traffic-lines.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result, TrustReason } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { withCause } from '../../src/summary/overload.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun } from '../support/virtual-run.ts';

/** It answers 100 requests a second over one connection. */
const target: Partial<FakeScript> = { serviceMs: () => 10 };

describe('the overload of a target', () => {
  it('is what it gives, and by how much the queue grows', async () => {
    const { overload } = await run({ ratePerS: 200, durationMs: 5000 });
    expect(overload).toEqual({ cause: 'target', capacityPerS: 100, queueGrowthPerS: closeTo(100, 1) });
  });

  it('is the same after a warm-up that has left a queue behind', async () => {
    const { overload, throughput, accounting } = await run({
      ratePerS: 200,
      durationMs: 5000,
      warmupMs: 5000,
    });
    expect(overload).toEqual({
      cause: 'target',
      capacityPerS: closeTo(100, 1),
      queueGrowthPerS: closeTo(100, 1),
    });
    // All of it was answering the warm-up.
    expect(throughput).toMatchObject({ startedPerS: closeTo(100, 1), answeredPerS: closeTo(100, 1) });
    expect(accounting).toMatchObject({ planned: 1000, balanced: true });
  });

  it('is none while the queue of the warm-up gets shorter', async () => {
    const slowAtFirst = { serviceMs: ({ now }: { now: number }) => (now < 3000 ? 200 : 1) };
    const { overload, trust } = await run({ ratePerS: 100, durationMs: 3000, warmupMs: 2000 }, slowAtFirst);
    expect(overload).toBeNull();
    expect(
      trust.reasons.filter(({ signal }) => signal === 'start-lag' || signal === 'achieved-rate'),
    ).toEqual([]);
  });

  it('of a ramp is told from when no connection was free', async () => {
    const result = await run({ stages: [{ durationMs: 10_000, targetPerS: 400 }] });
    // 100/s are reached after 2.5 s: from there on it gives no more, and 1,000 of 2,000 come in vain.
    expect(result.overload?.capacityPerS).toBeCloseTo(100, -0.5);
    expect(result.throughput.answeredPerS).toBeLessThan(90);
    expect(overloadSentence(result)).toMatch(
      /^asked up to 400\/s, the target gives about 100\/s on 1 connection: the queue grew 1\d\d\/s$/,
    );
  });

  it('is none where it keeps up, also in a closed model', async () => {
    expect((await run({ ratePerS: 90, durationMs: 3000 })).overload).toBeNull();
    expect((await run({ durationMs: 3000 })).overload).toBeNull();
  });

  it('is none where the generator itself has let the queue grow', async () => {
    const plan = planFor({ connections: 12, ratePerS: 500, durationMs: 1500 });
    const stopped = new VirtualRun(plan, { serviceMs: () => 3 });
    const result = await stopped.at(620.125, () => stopped.clock.standStill(820)).result();
    expect(result.throughput.startedPerS).toBeLessThan(490);
    expect(result.overload).toBeNull();
  });

  it('may be of so short a run that no second of it is whole', async () => {
    const { overload } = await run({ ratePerS: 400, durationMs: 500 });
    expect(overload).toEqual({ cause: 'target', capacityPerS: 100, queueGrowthPerS: closeTo(300, 5) });
  });
});

describe('the cause of an overload', () => {
  const overload = { cause: 'target', capacityPerS: 100, queueGrowthPerS: 50 } as const;

  it.each<[TrustReason['signal'], TrustReason['level'], string]>([
    ['cpu-wait', 'degraded', 'unclear'],
    ['event-loop', 'degraded', 'unclear'],
    ['throttling', 'degraded', 'unclear'],
    ['achieved-rate', 'degraded', 'unclear'],
    ['worker-gap', 'degraded', 'unclear'],
    ['worker-lost', 'invalid', 'unclear'],
    ['local-errors', 'degraded', 'unclear'],
    ['start-lag', 'degraded', 'target'],
    ['start-lag', 'invalid', 'unclear'],
    ['steal', 'degraded', 'target'],
    ['steal', 'invalid', 'unclear'],
    ['gc', 'degraded', 'target'],
    ['steady-state', 'degraded', 'target'],
  ])('beside %s, %s, is %s', (signal, level, cause) => {
    const trust = { level, reasons: [{ level, signal, message: '', hint: '' }] };
    expect(withCause(overload, trust)).toEqual({ ...overload, cause });
    expect(withCause(null, trust)).toBeNull();
  });

  it('is not laid on the target where it may have been the generator', async () => {
    const result = await run({ ratePerS: 200, durationMs: 2000 });
    expect(overloadSentence({ ...result, overload: { ...overload, cause: 'unclear' } })).toBe(
      'asked 200/s, it got about 100/s on 1 connection: the queue grew 50/s; target or generator, see trust',
    );
  });
});

function run(scenario: Partial<Scenario>, script: Partial<FakeScript> = target): Promise<Result> {
  return new VirtualRun(planFor({ connections: 1, gracefulStopMs: 60_000, ...scenario }), script).result();
}

function closeTo(value: number, within: number): unknown {
  return expect.toSatisfy((actual: number) => Math.abs(actual - value) <= within);
}
