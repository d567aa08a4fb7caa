import { describe, expect, it } from 'vitest';
import type { LanePlan } from '../../../src/plan/flows-plan.ts';
import type { ClosedLoad } from '../../../src/scenario/load.ts';
import type { Result } from '../../../src/summary/result.ts';
import type { FakeScript } from '../../support/fake-server.ts';
import { flowsFor, send, think } from '../../support/flows-for.ts';
import { VirtualRun } from '../../support/virtual-run.ts';

const tenMs: Partial<FakeScript> = { serviceMs: () => 10 };

describe('a closed load of iterations', () => {
  it('begins the next when the last has ended, steps and waits included', async () => {
    // 10 + 30 + 10 ms: 20 iterations a second for each user.
    const result = await run({ kind: 'constant-vus', vus: 2, durationMs: 1000 }, [
      send(0),
      think(30),
      send(1),
    ]);
    expect(result.iterations).toMatchObject({ started: 40, completed: 40, failed: [], interrupted: 0 });
    expect(result.accounting).toMatchObject({ started: 80, ok: 80, balanced: true });
    expect(result.requests.map(({ name, started }) => [name, started])).toEqual([
      ['a', 40],
      ['b', 40],
    ]);
    expect(result.latency.responseTime).toBeNull();
    expect(result.latency.serviceTime.all.p50Us).toBe(10_000);
  });

  it('lets what is begun finish, and interrupts what takes longer than the graceful stop', async () => {
    const steps = [send(0), think(2000), send(1)];
    const finished = await run({ kind: 'constant-vus', vus: 1, durationMs: 500 }, steps, {
      gracefulStopMs: 3000,
    });
    expect(finished.iterations).toMatchObject({ started: 1, completed: 1, interrupted: 0 });
    const cut = await run({ kind: 'constant-vus', vus: 1, durationMs: 500 }, steps, { gracefulStopMs: 1000 });
    expect(cut.iterations).toMatchObject({ started: 1, completed: 0, interrupted: 1 });
    expect(cut.accounting).toMatchObject({ started: 1, ok: 1, balanced: true });
  });

  it('is over when its shared iterations are, over all workers', async () => {
    const load: ClosedLoad = { kind: 'shared-iterations', vus: 4, iterations: 101, durationMs: null };
    const result = await run(load, [send(0)], { workers: 3 });
    expect(result.iterations).toMatchObject({ planned: 101, started: 101, completed: 101 });
    expect(result.wallMs).toBeLessThan(500);
  });

  it('is over when every user has had its iterations', async () => {
    const load: ClosedLoad = { kind: 'per-vu-iterations', vus: 5, iterations: 7, durationMs: null };
    const result = await run(load, [send(0)], { workers: 2 });
    expect(result.iterations).toMatchObject({ started: 35, completed: 35 });
  });

  it('has as many users as its ramp says', async () => {
    // 0 to 10 users in a second, then none: half of 10 users × 100 iterations a second.
    const load: ClosedLoad = {
      kind: 'ramping-vus',
      startVus: 0,
      stages: [
        { durationMs: 1000, targetVus: 10 },
        { durationMs: 0, targetVus: 2 },
        { durationMs: 1000, targetVus: 2 },
      ],
    };
    const result = await run(load, [send(0)], { workers: 2 });
    expect(result.measuredMs).toBe(2000);
    const [rising = 0, level = 0] = result.timeSeries.points.map(({ started }) => started);
    expect(rising).toBeGreaterThan(490);
    expect(rising).toBeLessThan(520);
    expect(level).toBeGreaterThan(195);
    expect(level).toBeLessThan(210);
  });

  it('warms up as long as it is told, and counts nothing of it', async () => {
    const load: ClosedLoad = { kind: 'shared-iterations', vus: 1, iterations: 50, durationMs: null };
    const result = await run(load, [send(0)], { warmupMs: 300 });
    expect(result.iterations.started).toBe(50);
    expect(result.accounting).toMatchObject({ warmup: 30, started: 50, balanced: true });
  });

  it('shares the flows out by their weights, exactly', async () => {
    const load: ClosedLoad = { kind: 'shared-iterations', vus: 4, iterations: 400, durationMs: null };
    const flows: LanePlan['flows'] = [
      { name: 'often', weight: 3, steps: [send(0)] },
      { name: 'rarely', weight: 1, steps: [send(1)] },
    ];
    const plan = flowsFor([{ load, vus: 4, flows }], {}, { workers: 2 });
    const result = await new VirtualRun(plan, tenMs).result();
    expect(result.requests.map(({ name, started }) => [name, started])).toEqual([
      ['a', 300],
      ['b', 100],
    ]);
  });

  it('runs lanes side by side, each for its own time', async () => {
    const plan = flowsFor(
      [
        { name: 'long', load: { kind: 'constant-vus', vus: 1, durationMs: 1000 } },
        {
          name: 'short',
          load: { kind: 'constant-vus', vus: 2, durationMs: 500 },
          vus: 2,
          flows: [{ name: 'short', weight: 1, steps: [send(1)] }],
        },
      ],
      {},
      {},
    );
    const result = await new VirtualRun(plan, tenMs).result();
    expect(result.requests.map(({ name, started }) => [name, started])).toEqual([
      ['a', 100],
      ['b', 100],
    ]);
    expect(result.flows.map(({ name }) => name)).toEqual(['long', 'short']);
  });

  it('loses nothing of a lane that has fewer users than there are workers', async () => {
    const load: ClosedLoad = { kind: 'shared-iterations', vus: 1, iterations: 30, durationMs: null };
    const other: LanePlan['flows'] = [{ name: 'other', weight: 1, steps: [send(1)] }];
    const plan = flowsFor(
      [
        { load, vus: 1 },
        { load: { ...load, vus: 3, iterations: 60 }, vus: 3, flows: other },
      ],
      {},
      { workers: 4 },
    );
    const result = await new VirtualRun(plan, tenMs).result();
    expect(result.requests.map(({ name, started }) => [name, started])).toEqual([
      ['a', 30],
      ['b', 60],
    ]);
  });

  it('ends an iteration that gets no response, and goes on with the next', async () => {
    const plan = flowsFor([
      {
        load: { kind: 'shared-iterations', vus: 1, iterations: 10, durationMs: null },
        flows: [{ name: 'main', weight: 1, steps: [send(0), send(1)] }],
      },
    ]);
    const result = await new VirtualRun(plan, {
      serviceMs: () => 10,
      failure: ({ index }) => (index === 2 ? 'reset' : 'none'),
    }).result();
    expect(result.iterations).toMatchObject({ started: 10, completed: 9 });
    expect(result.iterations.failed).toMatchObject([{ reason: 'no-response', count: 1 }]);
    expect(result.accounting).toMatchObject({ started: 19, ok: 18, transportError: 1, balanced: true });
  });

  it('does not hang on steps that send nothing', async () => {
    const nothing = { kind: 'value', value: false } as const;
    const plan = flowsFor([
      {
        load: { kind: 'shared-iterations', vus: 2, iterations: 5000, durationMs: null },
        flows: [{ name: 'main', weight: 1, steps: [{ kind: 'request', request: 0, when: nothing }] }],
      },
    ]);
    const result = await new VirtualRun(plan, tenMs).result();
    expect(result.iterations).toMatchObject({ started: 5000, completed: 5000 });
    expect(result.accounting).toMatchObject({ started: 0, balanced: true });
  });
});

async function run(
  load: ClosedLoad,
  steps: LanePlan['flows'][0]['steps'],
  settings: Parameters<typeof flowsFor>[2] = {},
): Promise<Result> {
  const vus = load.kind === 'ramping-vus' ? 10 : load.vus;
  const plan = flowsFor([{ load, vus, flows: [{ name: 'main', weight: 1, steps }] }], {}, settings);
  return new VirtualRun(plan, tenMs).result();
}
