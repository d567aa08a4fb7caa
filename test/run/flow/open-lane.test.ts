import { describe, expect, it } from 'vitest';
import type { LanePlan } from '../../../src/plan/flows-plan.ts';
import type { OpenLoad } from '../../../src/scenario/load.ts';
import { flowRequest, flowsFor, send, think } from '../../support/flows-for.ts';
import { VirtualRun } from '../../support/virtual-run.ts';

const tenASecond: OpenLoad = {
  kind: 'constant-arrival-rate',
  ratePerS: 10,
  durationMs: 2000,
  arrival: 'uniform',
  iterations: null,
};
const steps: LanePlan['flows'] = [{ name: 'main', weight: 1, steps: [send(0), think(50), send(1)] }];

describe('an open load of iterations', () => {
  it('starts one for each arrival, with the users that it needs', async () => {
    const plan = flowsFor([{ load: tenASecond, vus: 2, maxVus: 100, flows: steps }], {}, { workers: 2 });
    const result = await new VirtualRun(plan, { serviceMs: () => 100 }).result();
    expect(result.iterations).toMatchObject({ planned: 20, started: 20, completed: 20, missed: 0, perS: 10 });
    expect(result.throughput.askedPerS).toBe(10);
    expect(result.accounting).toMatchObject({ planned: 40, started: 40, ok: 40, balanced: true });
    expect(result.latency.responseTime?.all).toMatchObject({ count: 40, minUs: 100_000, maxUs: 100_000 });
    expect(result.latency.startLag).toMatchObject({ count: 20, maxUs: 0 });
    expect(result.trust).toEqual({ level: 'ok', reasons: [] });
  });

  it('counts the first request from the planned start, when all users were busy until then', async () => {
    // One user, 250 ms an iteration, an arrival every 100 ms: each waits 150 ms longer than the one before.
    const plan = flowsFor(
      [{ load: { ...tenASecond, durationMs: 500 }, vus: 1, maxVus: 1, flows: steps }],
      {},
      { gracefulStopMs: 10_000 },
    );
    const result = await new VirtualRun(plan, { serviceMs: () => 100 }).result();
    expect(result.iterations).toMatchObject({ planned: 5, started: 5, completed: 5 });
    const [first, second] = result.requests;
    expect(first?.responseTime?.all).toMatchObject({ minUs: 100_000, maxUs: 700_000 });
    expect(second?.responseTime?.all).toMatchObject({ minUs: 100_000, maxUs: 100_000 });
    expect(first?.serviceTime.all.maxUs).toBe(100_000);
  });

  it('misses what still waits for a user when the graceful stop is over, and accounts for it', async () => {
    const plan = flowsFor([{ load: tenASecond, vus: 1, maxVus: 1, flows: steps }], {}, { gracefulStopMs: 0 });
    const result = await new VirtualRun(plan, { serviceMs: () => 1000 }).result();
    const { planned, started, missed, completed, interrupted } = result.iterations;
    expect([planned, started + missed, completed + interrupted]).toEqual([20, 20, started]);
    expect(missed).toBeGreaterThan(15);
    expect(result.accounting).toMatchObject({ missed: { stopped: missed }, balanced: true });
  });

  it('keeps the warm-up apart', async () => {
    const plan = flowsFor([{ load: tenASecond, vus: 5, maxVus: 5, flows: steps }], {}, { warmupMs: 1000 });
    const result = await new VirtualRun(plan, { serviceMs: () => 10 }).result();
    expect(result.iterations).toMatchObject({ planned: 20, started: 20 });
    expect(result.accounting).toMatchObject({ warmup: 20, started: 40, balanced: true });
  });
});

describe('a session', () => {
  const session = [send(2)];
  const requests = [flowRequest('a'), flowRequest('b'), flowRequest('login')];

  it('is done once by each user, before the start and in no number', async () => {
    const load = { kind: 'constant-vus', vus: 3, durationMs: 1000 } as const;
    const plan = flowsFor([{ load, vus: 3, session }], { requests }, {});
    const run = new VirtualRun(plan, { serviceMs: () => 10 });
    const result = await run.result();
    const sent = run.server.requests.map(({ spec }) => spec.path);
    expect(sent.filter((path) => path === '/login')).toHaveLength(3);
    expect(sent.slice(0, 3)).toEqual(['/login', '/login', '/login']);
    expect(result.session).toEqual({ users: 3, failed: [] });
    expect(result.accounting).toMatchObject({ started: 300, warmup: 0, balanced: true });
    expect(result.requests.map(({ name }) => name)).toEqual(['a']);
  });

  it('that fails for every user keeps the run from starting, and says why', async () => {
    const load = { kind: 'constant-vus', vus: 2, durationMs: 1000 } as const;
    const plan = flowsFor([{ load, vus: 2, session }], { requests }, {});
    const run = new VirtualRun(plan, { serviceMs: () => 10, status: () => 401, body: () => 'who are you?' });
    await expect(run.result()).rejects.toThrow(
      'the session failed for every user, 6 times: login: status 401, who are you?',
    );
  });

  it('that fails for one user is tried again while the load runs', async () => {
    const load = { kind: 'constant-vus', vus: 2, durationMs: 5000 } as const;
    const plan = flowsFor([{ load, vus: 2, session }], { requests }, {});
    let logins = 0;
    const result = await new VirtualRun(plan, {
      serviceMs: () => 10,
      // The second user's first four logins.
      status: ({ request }) => (request.spec.path === '/login' && ++logins > 1 && logins < 6 ? 500 : 200),
    }).result();
    expect(result.session).toMatchObject({ users: 2, failed: [{ count: 4 }] });
  });

  it('is done by users that arrivals ask for', async () => {
    const plan = flowsFor(
      [{ load: tenASecond, vus: 0, maxVus: 50, session, flows: steps }],
      { requests },
      { gracefulStopMs: 10_000 },
    );
    const result = await new VirtualRun(plan, { serviceMs: () => 100 }).result();
    expect(result.iterations).toMatchObject({ planned: 20, completed: 20 });
    // The first arrival waits for the login of its user.
    expect(result.latency.responseTime?.all.maxUs).toBe(200_000);
  });
});
