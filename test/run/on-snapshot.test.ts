import { afterAll, describe, expect, it } from 'vitest';
import { present } from '../../src/base/assert.ts';
import type { LanePlan } from '../../src/plan/flows-plan.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Tick } from '../../src/run/tick.ts';
import type { Scenario, ScenarioUrl } from '../../src/scenario/scenario.ts';
import { decodeHistogram } from '../../src/stats/hdr-codec.ts';
import type { OkAndAll, RequestRow, Result } from '../../src/summary/result.ts';
import type { FakeScript } from '../support/fake-server.ts';
import { flowsFor, send, think } from '../support/flows-for.ts';
import { planFor } from '../support/plan-for.ts';
import { VirtualRun } from '../support/virtual-run.ts';

const loads: readonly [string, Partial<Scenario>][] = [
  ['an open load', { ratePerS: 400, durationMs: 4300, connections: 20 }],
  ['an open load, Poisson', { ratePerS: 400, durationMs: 4300, connections: 20, arrival: 'poisson' }],
  ['an open load after a warm-up', { ratePerS: 400, durationMs: 3000, connections: 20, warmupMs: 1500 }],
  ['stages', { stages: [{ durationMs: 4000, targetPerS: 500 }], connections: 20 }],
  ['a closed load', { durationMs: 4300, connections: 4 }],
  ['a closed load after a warm-up', { durationMs: 3000, connections: 4, warmupMs: 1500 }],
  ['a count', { requests: 1500, connections: 4 }],
  [
    'a warm-up until the target is steady',
    { ratePerS: 400, durationMs: 3000, connections: 20, warmup: 'auto' },
  ],
];
const steps: LanePlan['flows'] = [{ name: 'main', weight: 1, steps: [send(0), think(50), send(1)] }];
const arrivals = {
  kind: 'constant-arrival-rate',
  ratePerS: 100,
  durationMs: 3000,
  arrival: 'uniform',
  iterations: null,
} as const;
const cases: readonly [string, Plan][] = [
  ...loads.flatMap(([name, scenario]): [string, Plan][] => [
    [name, planFor(scenario)],
    [`${name}, by 3 workers`, planFor({ ...scenario, workers: 3 })],
  ]),
  [
    'several requests',
    planFor({ urls: urlsOf(['a', 'b', 'c']), ratePerS: 300, durationMs: 3000, connections: 20 }),
  ],
  [
    'flows of an open load',
    flowsFor([{ load: arrivals, vus: 20, maxVus: 20, flows: steps }], {}, { workers: 2 }),
  ],
  [
    'flows of a closed load after a warm-up',
    flowsFor(
      [{ load: { kind: 'constant-vus', vus: 10, durationMs: 3000 }, vus: 10, maxVus: 10, flows: steps }],
      {},
      { warmupMs: 1200 },
    ),
  ],
];

describe('the result so far', () => {
  it.each(cases)('of %s is what has ended of what the end knows, second by second', async (_name, plan) => {
    const { seen, final } = await watchedOnce(plan);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    for (const { snapshot, tick, served } of seen) {
      expect(endedOf(snapshot)).toBe(snapshot.accounting.started);
      expect(endedOf(snapshot)).toBe(tick.answered + tick.failed);
      expect(snapshot.accounting.started + snapshot.accounting.warmup).toBeLessThanOrEqual(served);
      expect(snapshot.accounting.balanced).toBe(true);
      // A second that is over stays as it is, but for the newest, to which other workers may add.
      const over = snapshot.timeSeries.points.slice(0, -1);
      expect(over).toEqual(final.timeSeries.points.slice(0, over.length));
    }
    const counts = [...seen.map(({ snapshot }) => snapshot), final].map(
      ({ accounting }) => accounting.started,
    );
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });

  it.each(cases)('of %s, its last, has the numbers of the end when nothing is open', async (_name, plan) => {
    const { seen, final } = await watchedOnce(plan);
    const last = present(seen.at(-1)).snapshot;
    // The last report comes when the last answer has, and nothing is told after that.
    expect(last.accounting).toEqual(final.accounting);
    expect(last.throughput).toEqual(final.throughput);
    expect([last.measuredMs, last.wallMs]).toEqual([final.measuredMs, final.wallMs]);
    expect(last.latency.serviceTime).toEqual(final.latency.serviceTime);
    expect(last.latency.responseTime).toEqual(final.latency.responseTime);
    expect(last.littlesLaw.meanInFlight).toBe(final.littlesLaw.meanInFlight);
    expect(last.littlesLaw.residual).toBeCloseTo(final.littlesLaw.residual, 9);
    expect(last.load).toEqual(final.load);
    expect(last.iterations).toEqual(final.iterations);
    expect(last.timeSeries).toEqual(final.timeSeries);
    expect(last.trust).toEqual(final.trust);
    expect(last.requests.map(toldOf)).toEqual(final.requests.map(toldOf));
  });

  it.each(cases)('of %s raises no false alarm', async (_name, plan) => {
    const { seen, final } = await watchedOnce(plan);
    expect(final.trust).toEqual({ level: 'ok', reasons: [] });
    expect(seen.map(({ snapshot }) => snapshot.trust)).toEqual(seen.map(() => final.trust));
    expect(seen.map(({ snapshot }) => snapshot.overload)).toEqual(seen.map(() => null));
  });

  it.each<[string, Partial<Scenario>]>([
    ['an open load', { ratePerS: 1000, durationMs: 4000, connections: 1000 }],
    ['a closed load', { durationMs: 4000, connections: 800 }],
  ])('of %s on a slow target raises none either: what is open has an age', async (_name, scenario) => {
    const { seen } = await watched(planFor(scenario), {
      script: { serviceMs: ({ index }) => 600 + 30 * (index % 7) },
    });
    const last = present(seen.at(-2)).snapshot;
    expect(last.littlesLaw.meanInFlight).toBeGreaterThan(500);
    expect(last.littlesLaw.residual).toBeLessThan(0.001);
    expect(seen.map(({ snapshot }) => snapshot.trust.level)).toEqual(seen.map(() => 'ok'));
  });

  it('says that it is partial and why, until the end', async () => {
    const { seen, final } = await watched(planFor({ durationMs: 60_000, connections: 2 }), {
      prepare: (run) => run.drainAt(1500, 'interrupted (SIGINT)'),
      script: { serviceMs: () => 1800 },
    });
    expect(seen.map(({ snapshot }) => snapshot.completion)).toEqual([
      { state: 'partial', reasons: ['it is still running'] },
      { state: 'partial', reasons: ['interrupted (SIGINT)', 'it is still running'] },
    ]);
    expect(final.completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
  });

  it('has rates of the time that has passed, and after the end of the load those of the end', async () => {
    const plan = planFor({ ratePerS: 100, durationMs: 2000, connections: 500, gracefulStopMs: 10_000 });
    const { seen, final } = await watched(plan, {
      script: { serviceMs: ({ index }) => (index === 199 ? 3500 : 10) },
    });
    expect(seen.map(({ snapshot }) => snapshot.measuredMs)).toEqual([1007.25, 2000, 2000, 2000, 2000, 2000]);
    expect(seen.slice(1).map(({ snapshot }) => snapshot.throughput)).toEqual(
      seen.slice(1).map(() => final.throughput),
    );
  });

  it('has rates of the time until a run was drained, however long an answer takes after that', async () => {
    const { seen, final } = await watched(planFor({ ratePerS: 100, durationMs: 60_000, connections: 50 }), {
      prepare: (run) => run.drainAt(1505, 'interrupted (SIGINT)'),
      script: { serviceMs: ({ index }) => (index === 150 ? 2500 : 10) },
    });
    expect(seen.slice(1, -1).map(({ snapshot }) => snapshot.measuredMs)).toEqual([1505, 1505]);
    expect(present(seen.at(-1)).snapshot.measuredMs).toBe(final.measuredMs);
  });

  it('has no numbers while the warm-up lasts, and marks its seconds', async () => {
    for (const warmup of [{ warmupMs: 2500 }, { warmup: 'auto' } as const]) {
      const { seen } = await watched(
        planFor({ ratePerS: 100, durationMs: 1500, connections: 20, ...warmup }),
      );
      const warming = seen.filter(({ tick }) => tick.isWarmup);
      expect(warming.length).toBeGreaterThanOrEqual(2);
      for (const { snapshot, tick } of warming) {
        expect(snapshot.accounting).toMatchObject({ planned: 0, started: 0, ok: 0 });
        expect(snapshot.accounting.warmup).toBeGreaterThan(0);
        expect([snapshot.measuredMs, snapshot.wallMs]).toEqual([0, 0]);
        expect(snapshot.throughput).toMatchObject({ startedPerS: 0, answeredPerS: 0, bodyBytesPerS: 0 });
        expect(snapshot.latency.responseTime?.all).toMatchObject({ count: 0, p50Us: null, histogram: '' });
        expect(snapshot.timeSeries.points.every((point) => point.warmup)).toBe(true);
        expect(snapshot.load.warmupMs).toBeLessThanOrEqual(tick.elapsedMs);
      }
    }
  });

  it('has the histograms of the headline only, and nothing that takes long', async () => {
    const urls = urlsOf(['a', 'b']);
    const { seen } = await watched(planFor({ urls, ratePerS: 400, durationMs: 2500, connections: 20 }));
    const { latency, requests, drift, shares } = present(seen.at(-1)).snapshot;
    const { responseTime, serviceTime } = latency;
    for (const each of [responseTime?.ok, responseTime?.all, serviceTime.ok, serviceTime.all]) {
      expect(decodeHistogram(each?.histogram ?? '').count).toBe(1000);
    }
    const others = [
      latency.timeToFirstByte,
      latency.startLag,
      ...requests.flatMap((row) => [row.serviceTime.all, row.responseTime?.all]),
    ];
    expect(others.map((each) => each?.histogram)).toEqual(others.map(() => ''));
    expect(requests.map((row) => row.serviceTime.all.count)).toEqual([500, 500]);
    expect([latency.confidence, drift, shares.errors, shares.checks]).toEqual([null, null, null, null]);
    expect(requests.map(({ confidence }) => confidence.latency)).toEqual([null, null]);
  });

  it('tells of a target that gives less than it is asked for, as the end does', async () => {
    const plan = planFor({ ratePerS: 100, durationMs: 4000, connections: 2, gracefulStopMs: 0 });
    const { seen, final } = await watched(plan, { script: { serviceMs: () => 40 } });
    const growth = final.overload?.queueGrowthPerS ?? NaN;
    expect(growth).toBeCloseTo(50, 0);
    for (const { snapshot } of seen) {
      expect(snapshot.overload?.cause).toBe('target');
      expect((snapshot.overload?.queueGrowthPerS ?? NaN) / growth).toBeCloseTo(1, 1);
    }
  });

  it('tells of failures, and of a worker that was lost', async () => {
    const { seen } = await watched(planFor({ connections: 4, workers: 2, durationMs: 4000 }), {
      prepare: (run) => run.killAt(2500, 0),
      script: { serviceMs: () => 10, status: ({ index }) => (index % 2 === 0 ? 200 : 503) },
    });
    const [first, last] = [present(seen[0]).snapshot, present(seen.at(-1)).snapshot];
    expect(first.statusCodes).toEqual({ 200: 200, 503: 200 });
    expect(last.trust.reasons.map(({ signal }) => signal)).toEqual(['worker-lost']);
    expect(last.completion).toEqual({
      state: 'partial',
      reasons: [
        'worker 1 of 2 was lost (killed by SIGKILL); what it sent in its first 2 s counts',
        'it is still running',
      ],
    });
    expect(last.accounting).toMatchObject({ aborted: 2, balanced: true });
  });

  it('stays as it was, whatever the run does after it', async () => {
    const copies: Result[] = [];
    const { seen } = await watched(present(cases.at(-1))[1], {
      onSnapshot: (snapshot) => void copies.push(structuredClone(snapshot)),
    });
    expect(seen.map(({ snapshot }) => snapshot)).toEqual(copies);
  });

  it('changes nothing of the end', async () => {
    const plan = planFor({ ratePerS: 400, durationMs: 3000, connections: 20, warmup: 'auto', workers: 2 });
    const [{ final }, unwatched] = [await watched(plan), await new VirtualRun(plan, slow).result()];
    // The memory of this process is another one each time.
    expect({ ...final, generator: null }).toEqual({ ...unwatched, generator: null });
  });

  it('ends the run with what its receiver throws', async () => {
    const onSnapshot = (): never => {
      throw new Error('the page is full');
    };
    const run = new VirtualRun(planFor({ durationMs: 3000, connections: 2 }), slow, { onSnapshot });
    await expect(run.result()).rejects.toThrow('the page is full');
  });
});

const runs = new Map<Plan, Promise<Watched>>();
afterAll(() => runs.clear());
const slow: Partial<FakeScript> = { serviceMs: () => 10 };

type Watched = { readonly seen: readonly Seen[]; readonly final: Result };
type Seen = { readonly snapshot: Result; readonly tick: Tick; readonly served: number };
type Watching = {
  readonly prepare?: (run: VirtualRun) => void;
  readonly script?: Partial<FakeScript>;
  readonly onSnapshot?: (snapshot: Result) => void;
};

/** A whole run with each of its snapshots, and how many requests its server had got by then. */
async function watched(plan: Plan, { prepare, script = slow, onSnapshot }: Watching = {}): Promise<Watched> {
  const seen: Seen[] = [];
  const run = new VirtualRun(plan, script, {
    onSnapshot: (snapshot, tick) => {
      seen.push({ snapshot, tick, served: run.server.requests.length });
      onSnapshot?.(snapshot);
    },
  });
  prepare?.(run);
  return { final: await run.result(), seen };
}

/** Several tests look at the same run. */
function watchedOnce(plan: Plan): Promise<Watched> {
  const run = runs.get(plan) ?? watched(plan);
  runs.set(plan, run);
  return run;
}

function endedOf({ accounting }: Result): number {
  const { ok, httpError, checkFailed, transportError, timeout, aborted, censored } = accounting;
  return ok + httpError + checkFailed + transportError + timeout + aborted + censored;
}

/** What a row says at any time. */
function toldOf({ confidence: _confidence, responseTime, serviceTime, ...row }: RequestRow): unknown {
  const numbersOf = (times: OkAndAll | null): unknown =>
    times === null ? null : [times.ok, times.all].map(({ histogram: _histogram, ...numbers }) => numbers);
  return { ...row, responseTime: numbersOf(responseTime), serviceTime: numbersOf(serviceTime) };
}

function urlsOf(names: readonly string[]): ScenarioUrl[] {
  return names.map((name) => ({ url: `http://127.0.0.1:8080/${name}`, name }));
}
