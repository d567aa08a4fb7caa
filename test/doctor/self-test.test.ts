import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/plan/plan.ts';
import { fingerprintOf } from '../../src/doctor/fingerprint-of.ts';
import { runSelfTest } from '../../src/doctor/self-test.ts';
import { isOpen } from '../../src/scenario/load.ts';
import type { Result } from '../../src/summary/result.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { requestWork, roomyMachine } from '../support/plan-for.ts';
import { doctorReport } from '../support/sample-doctor.ts';
import { closedRun, distribution, openRun } from '../support/sample-result.ts';

const floorShape = [30, 41, 40, 42, 45, 50, 90, 200, 400, 900];
const onTime = [0, 3, 2, 3, 5, 9, 200, 400, 900, 1200];
const late = [0, 900, 600, 800, 900, 1000, 4000, 9000, 9000, 9000];

describe('the self-test', () => {
  it('takes each figure from a run of its own, and the highest rate from several', async () => {
    const { selfTest, plans, steps } = await testOn(keepsUpTo(60_000));
    expect(selfTest).toMatchObject({
      serverProcesses: 4,
      floor: { p50Us: 40, p99Us: 90, trust: 'ok' },
      closedLoop: { perS: 90_000, connections: 50, workers: 4, trust: 'ok' },
      problems: [],
    });
    const { highestRatePerS } = selfTest.openModel;
    expect(highestRatePerS).toBeLessThanOrEqual(60_000);
    expect(highestRatePerS).toBeGreaterThan(54_000);
    expect(plans.map(({ connections }) => connections)).toEqual([
      1,
      50,
      ...selfTest.openModel.trials.map(() => 50),
    ]);
    expect(plans.every(({ targets }) => targets[0].url === 'http://127.0.0.1:9/')).toBe(true);
    expect(steps.slice(0, 3)).toEqual([
      'latency floor',
      'highest closed-loop throughput',
      'highest rate on time: 68,000/s',
    ]);
  });

  it('does not use a run that cannot be trusted: it repeats it, and then does without', async () => {
    let runs = 0;
    const once = await testOn((plan) => ({ ...keepsUpTo(60_000)(plan), ...(runs++ === 0 ? untrusted : {}) }));
    expect(once.selfTest.floor).toMatchObject({ p50Us: 40 });
    expect(once.plans.map(({ connections }) => connections).slice(0, 3)).toEqual([1, 1, 50]);
    const never = await testOn((plan) => ({ ...keepsUpTo(60_000)(plan), ...untrusted }));
    expect(never.selfTest).toMatchObject({
      floor: null,
      closedLoop: null,
      openModel: { highestRatePerS: null },
      problems: [
        { figure: 'floor', message: 'a worker stood still' },
        { figure: 'closed-loop', message: 'a worker stood still' },
        { figure: 'open-model', message: 'no rate was kept twice with its starts on time' },
      ],
    });
    expect(fingerprintOf(doctorReport({ selfTest: never.selfTest }))).toBeNull();
  });

  it('says why when requests failed', async () => {
    const failures = [{ reason: 'reset', count: 3, example: 'ECONNRESET' }];
    const { selfTest } = await testOn((plan) => {
      const { accounting, ...result } = keepsUpTo(60_000)(plan);
      return { ...result, failures, accounting: { ...accounting, ok: accounting.started - 3 } };
    });
    expect(selfTest.floor).toBeNull();
    expect(selfTest.problems[0]).toEqual({ figure: 'floor', message: 'reset (ECONNRESET)' });
  });

  it('does not take a rate for kept that was not reached, or that the server was too slow for', async () => {
    const starved = await testOn((plan) => {
      const result = keepsUpTo(Infinity)(plan);
      const { throughput } = result;
      const answeredPerS = Math.min(throughput.answeredPerS, 30_000);
      return { ...result, throughput: { ...throughput, answeredPerS } };
    });
    expect(starved.selfTest.openModel.highestRatePerS).toBeLessThanOrEqual(30_000 / 0.99);
    const overload = { cause: 'target', capacityPerS: 30_000, queueGrowthPerS: 10 } as const;
    const overloaded = await testOn((plan) => ({ ...keepsUpTo(Infinity)(plan), overload }));
    expect(overloaded.selfTest.openModel.highestRatePerS).toBeNull();
  });

  it('throws what a run throws', async () => {
    await expect(
      testOn(() => {
        throw new Error('ended');
      }),
    ).rejects.toThrow('ended');
  });
});

const untrusted: Partial<Result> = {
  trust: {
    level: 'invalid',
    reasons: [{ level: 'invalid', signal: 'worker-gap', message: 'a worker stood still', hint: 'wait' }],
  },
};

/** Answers any closed load at 90,000/s and any rate up to one. */
function keepsUpTo(capacityPerS: number): (plan: Plan) => Result {
  return ({ work, workers }) => {
    const { load } = requestWork({ work });
    const { accounting } = closedRun;
    const served = { ...closedRun, accounting: { ...accounting, ok: accounting.started } };
    if (!isOpen(load)) {
      const service = distribution(40_000, floorShape);
      return {
        ...served,
        load: { ...closedRun.load, workers },
        throughput: { ...closedRun.throughput, answeredPerS: 90_000 },
        latency: { ...closedRun.latency, serviceTime: { ok: service, all: service } },
      };
    }
    const ratePerS = load.kind === 'constant-arrival-rate' ? load.ratePerS : NaN;
    const isKept = ratePerS <= capacityPerS;
    return {
      ...served,
      load: { ...openRun.load, workers },
      throughput: { ...openRun.throughput, answeredPerS: ratePerS },
      latency: { ...openRun.latency, startLag: distribution(20_000, isKept ? onTime : late) },
    };
  };
}

async function testOn(run: (plan: Plan) => Result): Promise<{
  selfTest: Awaited<ReturnType<typeof runSelfTest>>;
  plans: Plan[];
  steps: string[];
}> {
  const plans: Plan[] = [];
  const steps: string[] = [];
  const selfTest = await runSelfTest({
    url: 'http://127.0.0.1:9',
    serverProcesses: 4,
    machine: roomyMachine,
    clock: new ManualClock(),
    searchUntilMs: Infinity,
    onStep: (step) => steps.push(step),
    run: (plan) => {
      plans.push(plan);
      return Promise.resolve(run(plan));
    },
  });
  return { selfTest, plans, steps };
}
