import { expect, it } from 'vitest';
import { planFindMax } from '../../../src/modes/find-max/plan-find-max.ts';
import { runFindMax } from '../../../src/modes/find-max/run-find-max.ts';
import { workLengthMs } from '../../../src/plan/loads.ts';
import { roomyMachine } from '../../support/plan-for.ts';
import { VirtualRun } from '../../support/virtual-run.ts';

it('finds what a server with one queue gives, by whole runs in virtual time', async () => {
  const scenario = { url: 'http://127.0.0.1:8080/', workers: 1, warmupMs: 500 };
  const ask = { slo: ['p95 < 50ms', 'errors < 1%'], fromPerS: 30, trialMs: 2000, withinMs: 120_000 };
  const planning = planFindMax(scenario, roomyMachine, { ...ask, precision: 0.1 });
  if (!planning.ok) throw new Error('the search is wrong');
  let now = 0;
  const clock = { now: () => now };
  const timers = { after: (ms: number, callback: () => void) => wait(ms, callback), soon: () => () => {} };
  const { bracket, finding, rates, trials } = await runFindMax(
    planning.plan,
    { clock, timers, wallClock: () => 0 },
    async (plan, { onMeasured, onTick }) => {
      const own = {
        ...(onMeasured === undefined ? {} : { onMeasured }),
        ...(onTick === undefined ? {} : { onTick }),
      };
      // 10 ms each, one after another: 100/s, and not one more.
      const result = await new VirtualRun(plan, { queue: 'server', serviceMs: () => 10 }, own).result();
      now += workLengthMs(plan.work) + result.load.warmupMs;
      return result;
    },
  );
  expect(finding.kind).toBe('found');
  // Within 2.5 s a queue that grows by 3 % has not reached 50 ms of 95 in 100.
  expect(bracket.holds?.ratePerS).toBeGreaterThan(95);
  expect(bracket.holds?.ratePerS).toBeLessThan(104);
  expect(bracket.fails?.ratePerS).toBeGreaterThan(100);
  expect(bracket.width).toBeLessThanOrEqual(0.1);
  expect(rates.at(0)?.time.p50Us).toBe(10_000);
  expect(trials.some(({ isRested }) => isRested === true)).toBe(true);

  function wait(ms: number, callback: () => void): () => void {
    now += ms;
    callback();
    return () => {};
  }
});
