import { describe, expect, it } from 'vitest';
import type { ResponseReceiver } from '../../src/run/response-delivery.ts';
import type { ResponseRecord } from '../../src/run/response-record.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import type { Result } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun } from '../support/virtual-run.ts';

const all = { mostResponses: Infinity, maxBodyBytes: 1000, windowBytes: 1e6, windowResponses: 10_000 };
const numbered: Partial<FakeScript> = { serviceMs: () => 10, body: ({ index }) => `body ${index}` };

describe('the responses of a run', () => {
  it.each([1, 3])('are all handed over, each once, from %i workers', async (workers) => {
    const { responses, result } = await collect({ requests: 100, connections: 6, workers }, numbered);
    expect(numbersOf(responses)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(new Set(responses.map(({ body }) => String(body))).size).toBe(100);
    expect(responses.every(({ status, serviceTimeMs }) => status === 200 && serviceTimeMs === 10)).toBe(true);
    expect(result.responses).toEqual({ delivered: 100, dropped: 0 });
  });

  it('of an open model have both times, and no warm-up', async () => {
    const { responses, result } = await collect(
      { ratePerS: 100, durationMs: 1000, warmupMs: 500, workers: 2, connections: 2 },
      numbered,
    );
    expect(numbersOf(responses)).toEqual(Array.from({ length: 100 }, (_, index) => index + 51));
    expect(responses.every(({ responseTimeMs }) => responseTimeMs !== null && responseTimeMs >= 10)).toBe(
      true,
    );
    expect(result.accounting.ok).toBe(100);
  });

  it('hold failures with their reasons', async () => {
    const { responses, result } = await collect(
      { requests: 30, connections: 3 },
      { ...numbered, failure: ({ index }) => (index % 3 === 0 ? 'reset' : 'none') },
    );
    expect(responses).toHaveLength(30);
    const lost = responses.filter(({ reason }) => reason === 'reset');
    expect(lost.length).toBe(result.accounting.transportError);
    expect(lost.every(({ status }) => status === null)).toBe(true);
  });

  it('are as many as the accounting has when the run ends with open requests', async () => {
    const { responses, result } = await collect(
      { ratePerS: 100, durationMs: 1000, gracefulStopMs: 100 },
      { serviceMs: ({ index }) => (index < 90 ? 10 : Infinity) },
    );
    expect(result.accounting).toMatchObject({ ok: 90, censored: 10 });
    expect(responses.filter(({ reason }) => reason === 'aborted')).toHaveLength(10);
  });

  it('are dropped and counted where their receiver is too slow, and the load is the same', async () => {
    const scenario = { requests: 1000, connections: 10 };
    const narrow = { ...all, windowResponses: 15 };
    const slow = await collect(scenario, numbered, { keep: narrow, onResponse: () => {} });
    const { delivered = 0, dropped = 0 } = slow.result.responses ?? {};
    expect([dropped > 0, delivered + dropped]).toEqual([true, 1000]);
    const { responses: none, ...undisturbed } = await new VirtualRun(planFor(scenario), numbered).result();
    expect(none).toBeNull();
    expect(slow.result.accounting).toEqual(undisturbed.accounting);
    expect(slow.result.latency).toEqual(undisturbed.latency);
  });

  it('are all dealt with before the result is there, however long that takes', async () => {
    let handled = 0;
    const onResponse = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      handled++;
    };
    const { result } = await collect({ requests: 100 }, numbered, { keep: all, onResponse });
    expect([handled, result.responses?.delivered]).toEqual([100, 100]);
  });

  it('that throw where they go end the run', async () => {
    const onResponse = (): void => {
      throw new Error('mine');
    };
    await expect(collect({ requests: 100 }, numbered, { keep: all, onResponse })).rejects.toThrow('mine');
  });
});

describe('a tick', () => {
  it('that throws ends the run, and nothing else', async () => {
    const onTick = (): void => {
      throw new Error('mine');
    };
    const run = new VirtualRun(planFor({ durationMs: 5000, connections: 1 }), numbered, { onTick });
    await expect(run.result()).rejects.toThrow('mine');
  });

  it('comes once a second, whatever the number of workers', async () => {
    const run = new VirtualRun(
      planFor({ ratePerS: 99, durationMs: 3000, workers: 3, connections: 3 }),
      numbered,
    );
    await run.result();
    expect(run.ticks.map(({ answeredInInterval }) => answeredInInterval)).toEqual([99, 99, 99]);
  });
});

async function collect(
  scenario: Partial<Scenario>,
  script: Partial<FakeScript>,
  receiver?: ResponseReceiver,
): Promise<{ readonly responses: ResponseRecord[]; readonly result: Result }> {
  const responses: ResponseRecord[] = [];
  const own = receiver ?? { keep: all, onResponse: (response) => void responses.push(response) };
  const result = await new VirtualRun(planFor(scenario), script, { responses: own }).result();
  return { responses, result };
}

function numbersOf(responses: readonly ResponseRecord[]): number[] {
  return responses.map(({ number }) => number).toSorted((a, b) => a - b);
}
