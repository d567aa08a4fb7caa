import { describe, expect, it, onTestFinished } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { planFor } from '../support/plan-for.ts';
import { runForReal } from '../support/real-run.ts';
import { respond, ScriptedServer } from '../support/scripted-server.ts';
import { VirtualRun } from '../support/virtual-run.ts';

const counts: readonly [string, Partial<Scenario>, number][] = [
  ['10 requests over 3 workers', { requests: 10, connections: 3, workers: 3 }, 10],
  ['10 requests over 3 workers with 10 connections', { requests: 10, connections: 10, workers: 3 }, 10],
  ['2 requests over 3 workers', { requests: 2, connections: 3, workers: 3 }, 2],
  ['1,000 requests over 7 connections', { requests: 1000, connections: 7 }, 1000],
  ['1,000 requests over 7 connections of 2 workers', { requests: 1000, connections: 7, workers: 2 }, 1000],
  ['1,000 requests over 7 connections of 7 workers', { requests: 1000, connections: 7, workers: 7 }, 1000],
  [
    'pipelines that the count does not fill',
    { requests: 100, connections: 7, workers: 3, pipelining: 4 },
    100,
  ],
];

describe('a count is split without a remainder', () => {
  it.each(counts)('in virtual time: %s', async (_name, scenario, requests) => {
    const run = new VirtualRun(planFor(scenario), { serviceMs: () => 1 });
    expectCount(await run.result(), requests);
    expect(run.server.requests).toHaveLength(requests);
  });

  it.each(counts)('with real sockets: %s', async (_name, scenario, requests) => {
    const server = await answering();
    expectCount(await runForReal(planFor({ ...scenario, url: server.url })), requests);
    expect(server.requests).toHaveLength(requests);
  });
});

const rates: readonly [string, Partial<Scenario>, number, number][] = [
  ['100/s over 3 workers', { ratePerS: 100, durationMs: 1000, workers: 3 }, 100, 100],
  ['100/s over 7 workers, for a part of a second', { ratePerS: 100, durationMs: 730, workers: 7 }, 73, 100],
  ['10 starts at 100/s over 3 workers', { ratePerS: 100, requests: 10, workers: 3 }, 10, 100],
  ['fewer starts than workers', { ratePerS: 4, durationMs: 500, workers: 3 }, 2, 4],
];

describe('a rate is split without a remainder', () => {
  it.each(rates)('in virtual time: %s', async (_name, scenario, starts, ratePerS) => {
    const servedAt: number[] = [];
    const serviceMs: FakeScript['serviceMs'] = ({ now }) => {
      servedAt.push(now);
      return 1;
    };
    const result = await new VirtualRun(planFor(scenario), { serviceMs }).result();
    expectRate(result, starts, ratePerS);
    expect(result.throughput.startedPerS).toBe(ratePerS);
    // Whatever the number of workers: one start every so often.
    const gaps = servedAt.slice(1).map((at, index) => at - (servedAt[index] ?? NaN));
    expect(gaps).toEqual(gaps.map(() => 1000 / ratePerS));
  });

  it.each(rates)('with real sockets: %s', async (_name, scenario, starts, ratePerS) => {
    const server = await answering();
    expectRate(await runForReal(planFor({ ...scenario, url: server.url })), starts, ratePerS);
    expect(server.requests).toHaveLength(starts);
  });
});

function expectCount({ accounting, completion }: Result, requests: number): void {
  expect(completion).toEqual({ state: 'complete' });
  expect(accounting).toMatchObject({ planned: requests, started: requests, ok: requests, balanced: true });
}

function expectRate(result: Result, starts: number, ratePerS: number): void {
  expectCount(result, starts);
  expect(result.throughput.askedPerS).toBe(ratePerS);
  // On a busy machine the last ones may start after the end of the load.
  expect(result.throughput.startedPerS).toBeLessThanOrEqual(ratePerS);
  expect(result.measuredMs).toBe((1000 * starts) / ratePerS);
}

async function answering(): Promise<{ url: string; requests: readonly string[] }> {
  const server = await ScriptedServer.start([respond('ok')]);
  onTestFinished(() => server.close());
  const { endpoint, requests } = server;
  if (endpoint.kind !== 'tcp') throw new Error('it listens on TCP');
  return { url: `http://127.0.0.1:${endpoint.port}/`, requests };
}
