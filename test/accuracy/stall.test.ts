import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun, virtualStartAt } from '../support/virtual-run.ts';
import { countAbove, quantileMs } from './decoded.ts';

const ratePerS = 500;
const lengthMs = 20_000;
const stallMs = 2000;

/** Every start of the stall waits for its end: `P(responseTime > x) = (S − x)/T`. */
function expectedMs(quantile: number): number {
  return stallMs - (1 - quantile) * lengthMs;
}

describe.each([
  { connections: 1, workers: 1 },
  { connections: 2, workers: 2 },
  { connections: 100, workers: 1 },
  { connections: 100, workers: 2 },
])(
  'a target that stands still for 2 s of 20 s, over $connections connections of $workers workers',
  (scenario) => {
    const running = stalledRun(scenario);

    it.each([0.91, 0.95, 0.99, 0.995, 0.999])(
      'makes the %f quantile of response time S − (1 − q)T',
      async (quantile) => {
        const { latency } = await running;
        if (latency.responseTime === null) throw new Error('an open load has response times');
        for (const distribution of [latency.responseTime.ok, latency.responseTime.all]) {
          // Exact but for the resolution of the histogram, which rounds up by 0.1 % at most.
          expect(quantileMs(distribution, quantile)).toBeGreaterThanOrEqual(expectedMs(quantile));
          expect(quantileMs(distribution, quantile)).toBeLessThanOrEqual(expectedMs(quantile) * 1.001);
        }
      },
    );

    it('is as long as the longest response time, and leaves nine tenths of them at 0', async () => {
      const { latency } = await running;
      expect(latency.responseTime?.all).toMatchObject({
        maxUs: stallMs * 1000,
        minUs: 0,
        p75Us: 0,
        p90Us: 0,
      });
      expect(latency.responseTime?.all.count).toBe((ratePerS * lengthMs) / 1000);
    });

    it('is felt by one service time of each connection', async () => {
      const { latency } = await running;
      expect(countAbove(latency.serviceTime.all, 1)).toBe(scenario.connections);
      expect(latency.serviceTime.all.p90Us).toBe(0);
    });

    it('costs no start and no lag', async () => {
      const { accounting, throughput, latency } = await running;
      expect(accounting).toMatchObject({ planned: 10_000, started: 10_000, ok: 10_000, balanced: true });
      expect(throughput).toMatchObject({ askedPerS: 500, startedPerS: 500, answeredPerS: 500 });
      expect(latency.startLag?.maxUs).toBe(0);
    });
  },
);

function stalledRun(scenario: { connections: number; workers: number }): Promise<Result> {
  const fromMs = virtualStartAt + 9000;
  const stalls = [{ fromMs, toMs: fromMs + stallMs }];
  return new VirtualRun(planFor({ ratePerS, durationMs: lengthMs, ...scenario }), { stalls }).result();
}
