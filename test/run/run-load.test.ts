import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transport } from '../../src/run/message.ts';
import { runLoad } from '../../src/run/run-load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { planFor, roomyMachine } from '../support/plan-for.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';

const slow = { serviceMs: () => 10 };

describe('a run', () => {
  it('starts all its workers at one instant', async () => {
    const servedAt: number[] = [];
    const serviceMs: FakeScript['serviceMs'] = ({ now }) => {
      servedAt.push(now);
      return 10;
    };
    await virtually({ requests: 9, connections: 9, workers: 3 }, { serviceMs });
    expect(servedAt).toEqual(Array.from({ length: 9 }, () => virtualStartAt));
  });

  it('has the same totals over any number of workers', async () => {
    const anyLoad = fc.constantFrom<Partial<Scenario>>(
      { ratePerS: 400, durationMs: 1300 },
      { ratePerS: 100, durationMs: 700, warmupMs: 200, arrival: 'poisson' },
      { stages: [{ durationMs: 800, targetPerS: 300 }] },
      { requests: 150 },
      { requests: 60, warmupMs: 50 },
    );
    const anyRun = fc.record({ load: anyLoad, workers: fc.integer({ min: 2, max: 5 }), seed: fc.nat(99) });
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ load, workers, seed }) => {
        const scenario = { ...load, seed, connections: 10 };
        const one = await virtually(scenario, slow);
        const many = await virtually({ ...scenario, workers }, slow);
        const { warmup: _ofMany, ...accounting } = many.accounting;
        expect(one.accounting).toMatchObject(accounting);
        expect(many.accounting.balanced).toBe(true);
        expect(many.statusCodes).toEqual(one.statusCodes);
        expect(many.throughput.askedPerS).toBe(one.throughput.askedPerS);
      }),
      { numRuns: 30 },
    );
  });

  it('tells whoever watches, once all workers have reported', async () => {
    const run = new VirtualRun(planFor({ connections: 2, workers: 2, durationMs: 2500 }), slow);
    await run.result();
    expect(run.ticks.map(({ progress }) => progress?.toFixed(2))).toEqual(['0.40', '0.80', '1.00']);
    expect(run.ticks.at(-1)).toMatchObject({ answered: 500, failed: 0, inFlight: 0, lengthMs: 2500 });
  });

  it('has one point in its time series for each second, all workers together', async () => {
    const { timeSeries } = await virtually({ ratePerS: 100, durationMs: 3000, workers: 3 }, slow);
    // A start that is due at a second's border may come before the report or after it.
    expect(timeSeries.points.map(({ atMs, started }) => [atMs, Math.round(started / 10) * 10])).toEqual([
      [0, 100],
      [1000, 100],
      [2000, 100],
    ]);
  });
});

describe('a run that is interrupted', () => {
  it('is partial, with what was open finished', async () => {
    const run = new VirtualRun(planFor({ connections: 2, workers: 2, durationMs: 60_000 }), slow);
    const result = await run.drainAt(1005, 'interrupted (SIGINT)').result();
    expect(result.completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
    expect(result.accounting).toMatchObject({ started: 202, ok: 202, aborted: 0, balanced: true });
    // The answers that came after it was drained count, and so does their time.
    expect(result.measuredMs).toBe(1010);
  });

  it('twice is cut: what was open is aborted', async () => {
    const run = new VirtualRun(planFor({ connections: 2, workers: 2, durationMs: 60_000 }), {
      serviceMs: () => 400,
    });
    run.drainAt(1005, 'interrupted (SIGINT)').cutAt(1100, 'interrupted (SIGINT)');
    const { accounting, completion } = await run.result();
    expect(completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
    expect(accounting).toMatchObject({ started: 6, ok: 4, aborted: 2, balanced: true });
  });

  it('keeps the starts that waited: cut, they are missed', async () => {
    const run = new VirtualRun(planFor({ ratePerS: 100, durationMs: 60_000, connections: 1 }), {
      serviceMs: () => 100,
    });
    const { accounting } = await run.cutAt(1005, 'interrupted (SIGINT)').result();
    expect(accounting).toMatchObject({ planned: 101, started: 11, ok: 10, aborted: 1, balanced: true });
    expect(accounting.missed).toEqual({ pool: 0, lag: 0, stopped: 90 });
  });
});

describe('a run that loses a worker', () => {
  it('reports what it had sent, and still balances', async () => {
    const run = new VirtualRun(planFor({ connections: 4, workers: 2, durationMs: 3000 }), slow);
    const result = await run.killAt(2500, 0).result();
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['worker 1 of 2 was lost (killed by SIGKILL); what it sent in its first 2 s counts'],
    });
    // The other one has all of its 3 s; of the lost one's 2 s and 7 ms the two requests that were open are aborted.
    expect(result.accounting).toMatchObject({ ok: 600 + 400, aborted: 2, balanced: true });
    expect(result.trust.level).toBe('invalid');
  });

  it('still balances when starts waited for a connection in it', async () => {
    const run = new VirtualRun(planFor({ ratePerS: 100, durationMs: 3000, connections: 2, workers: 2 }), {
      serviceMs: () => 100,
    });
    const { accounting, completion, failures } = await run.killAt(2500, 1).result();
    expect(completion.state).toBe('partial');
    expect(accounting.balanced).toBe(true);
    expect(accounting.missed.stopped).toBeGreaterThan(70);
    expect(failures.find(({ reason }) => reason === 'aborted')?.count).toBe(accounting.aborted);
  });

  it('ends with the others, and at once when it was the only one', async () => {
    const run = new VirtualRun(planFor({ connections: 1, durationMs: 60_000 }), slow);
    const { measuredMs, accounting } = await run.killAt(1500, 0).result();
    // The loss is heard of a turn later.
    expect(measuredMs).toBe(1500.25);
    expect(accounting).toMatchObject({ ok: 100, aborted: 1, balanced: true });
  });
});

describe('a target that takes no connection', () => {
  const refusing: Partial<FakeScript> = { connectFailure: () => 'connect-refused' };

  it('fails a closed load before its start', async () => {
    await expect(virtually({ requests: 10, connections: 3 }, refusing)).rejects.toThrow(
      'no connection to 127.0.0.1:8080 could be opened: connect-refused (scripted), 3 times',
    );
  });

  it('is given up after 3 s of an open load, with every start accounted for', async () => {
    const result = await virtually({ ratePerS: 10, durationMs: 60_000, workers: 2 }, refusing);
    expect(result.completion).toEqual({
      state: 'partial',
      reasons: ['the target took no connection in the first 3 s'],
    });
    expect(result.accounting).toMatchObject({ ok: 0, balanced: true });
    expect(result.accounting.planned).toBe(result.failures[0]?.count);
    expect(result.measuredMs).toBeGreaterThanOrEqual(3000);
    expect(result.measuredMs).toBeLessThan(3100);
  });
});

describe('a run that can’t begin', () => {
  it('closes the workers it had started', async () => {
    const closed: number[] = [];
    let started = 0;
    const startWorker = (): Transport => {
      const worker = started++;
      return {
        send: () => {},
        onMessage: () => {},
        onClose: () => {},
        close: () => void closed.push(worker),
        kill: () => {},
      };
    };
    const resolve = (): Promise<never> => Promise.reject(new Error('nothing answers'));
    const plan = planFor({ connections: 3, workers: 3 });
    await expect(runLoad(plan, { startWorker, resolve, machine: roomyMachine })).rejects.toThrow(
      'nothing answers',
    );
    expect(closed).toEqual([0, 1, 2]);
  });
});

function virtually(scenario: Partial<Scenario>, script: Partial<FakeScript>): Promise<Result> {
  return new VirtualRun(planFor(scenario), script).result();
}
