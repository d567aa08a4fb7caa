import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { startTarget, type Target } from '../../src/target/server.ts';
import { planFor } from '../support/plan-for.ts';
import { runForReal } from '../support/real-run.ts';
import { quantileMs } from './decoded.ts';

const delayMs = 100;

/** Of a busy machine: far more than the server's timer, far less than half of the delay for a typical request. */
const noise = { typicalMs: 40, worstMs: 250 };

describe('a target that takes 100 ms', () => {
  let target: Target;
  beforeAll(async () => {
    target = await startTarget({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => target.close());

  it.each<[string, Partial<Scenario>, number]>([
    ['5/s', { ratePerS: 5, durationMs: 2000 }, 10],
    ['50/s', { ratePerS: 50, durationMs: 1000 }, 50],
    ['200/s', { ratePerS: 200, durationMs: 1000 }, 200],
    ['one request after the other', { requests: 10, connections: 1 }, 10],
    ['20 requests at once', { requests: 60, connections: 20 }, 60],
  ])('has that service time at %s', async (_name, scenario, requests) => {
    const result = await runForReal(planFor({ url: `${target.url}/delay/${delayMs}`, ...scenario }));
    expect(result.accounting).toMatchObject({ planned: requests, ok: requests, balanced: true });
    expectDelay(result);
  });
});

function expectDelay({ latency }: Result): void {
  const { all } = latency.serviceTime;
  const leastMs = (all.minUs ?? NaN) / 1000;
  expect(leastMs).toBeGreaterThanOrEqual(delayMs);
  expect(quantileMs(all, 0.01) - leastMs).toBeLessThan(noise.typicalMs);
  expect(quantileMs(all, 0.5)).toBeLessThan(delayMs + noise.typicalMs);
  expect(quantileMs(all, 0.99)).toBeLessThan(delayMs + noise.worstMs);
}
