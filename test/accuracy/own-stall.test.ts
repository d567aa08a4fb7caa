import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/summary/result.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun } from '../support/virtual-run.ts';
import { asRecordedMs, countAbove, quantileMs, responseTimes, samplesMs } from './decoded.ts';

const ratePerS = 500;
const gapMs = 1000 / ratePerS;
const stallMs = 150;
const stallFromMs = 700;

describe.each([
  { lengthMs: 2000, workers: 1 },
  { lengthMs: 2000, workers: 2 },
  { lengthMs: 20_000, workers: 1 },
])('a generator that stands still for 150 ms of $lengthMs, in $workers workers', ({ lengthMs, workers }) => {
  const running = stalledRun(lengthMs, workers);
  const starts = Array.from({ length: lengthMs / gapMs }, (_, index) => index * gapMs);
  const owedMs = starts.map((at) => {
    const isCaught = at > stallFromMs && at < stallFromMs + stallMs;
    return isCaught ? stallFromMs + stallMs - at : 0;
  });

  it('owes every start, and has each wait in its response time', async () => {
    const result = await running;
    const count = starts.length;
    const accounting = { planned: count, started: count, ok: count, balanced: true };
    expect(result.accounting).toMatchObject(accounting);
    expect(samplesMs(responseTimes(result))).toEqual(asRecordedMs(owedMs));
    const longestMs = stallMs - gapMs;
    expect(responseTimes(result).maxUs).toBe(1000 * longestMs);
    // P(responseTime > x) = (S − x)/T, to one start.
    const medianWaitMs = quantileMs(responseTimes(result), 1 - stallMs / 2 / lengthMs);
    expect(Math.abs(medianWaitMs - stallMs / 2)).toBeLessThanOrEqual(gapMs);
  });

  it('has none of it in a service time', async () => {
    const { latency } = await running;
    expect(latency.serviceTime.all.maxUs).toBe(0);
    expect(countAbove(latency.serviceTime.all, 0)).toBe(0);
  });

  it('is told by the start lag, and by the trust', async () => {
    const { latency, trust } = await running;
    expect(latency.startLag === null ? [] : samplesMs(latency.startLag)).toEqual(asRecordedMs(owedMs));
    expect(trust.level).not.toBe('ok');
  });
});

function stalledRun(lengthMs: number, workers: number): Promise<Result> {
  const run = new VirtualRun(planFor({ ratePerS, durationMs: lengthMs, connections: 2, workers }));
  // A little after a turn: nothing is under way then.
  return run.at(stallFromMs + 0.125, () => run.clock.standStill(stallMs - 0.125)).result();
}
