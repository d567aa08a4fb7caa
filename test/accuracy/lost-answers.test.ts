import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../src/scenario/connecting.ts';
import type { Result } from '../../src/summary/result.ts';
import { startTarget, type Target } from '../../src/target/server.ts';
import { planFor } from '../support/plan-for.ts';
import { runForReal } from '../support/real-run.ts';

const requests = 60;

describe('a target that answers the first request of a connection and closes on the second', () => {
  let target: Target;
  beforeAll(async () => {
    target = await startTarget({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => target.close());

  it.each(engineNames)('loses none unnoticed in a closed load by %s', async (engine) => {
    const connections = 5;
    const url = `${target.url}/first-then-close`;
    const result = await runForReal(planFor({ url, requests, connections, engine }));
    expectAccounted(result);
    const { ok, transportError } = result.accounting;
    // Every connection begins with an answer, and from then on each answer is followed by a loss.
    expect(ok - transportError).toBeGreaterThanOrEqual(0);
    expect(ok - transportError).toBeLessThanOrEqual(connections);
  });

  it.each(engineNames)('loses none unnoticed in an open load by %s', async (engine) => {
    const url = `${target.url}/first-then-close`;
    const result = await runForReal(planFor({ url, requests, ratePerS: 200, connections: 3, engine }));
    expectAccounted(result);
    expect(result.latency.responseTime?.all.count).toBe(requests);
  });
});

function expectAccounted({ accounting, failures, statusCodes, completion, latency }: Result): void {
  const { started, ok, transportError } = accounting;
  expect(completion).toEqual({ state: 'complete' });
  expect(accounting.balanced).toBe(true);
  expect([started, ok + transportError]).toEqual([requests, requests]);
  expect(transportError).toBeGreaterThan(0);
  expect(statusCodes).toEqual({ '200': ok });
  expect(failures).toMatchObject([{ reason: 'closed-early', count: transportError }]);
  expect(failures[0]?.example).not.toBe('');
  expect([latency.serviceTime.ok.count, latency.serviceTime.all.count]).toEqual([ok, requests]);
}
