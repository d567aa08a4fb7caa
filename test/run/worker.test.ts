import { describe, expect, it } from 'vitest';
import type { CreateEngine } from '../../src/http/connection.ts';
import { mapNonEmpty } from '../../src/plan/non-empty.ts';
import type { FromWorker, WorkerPlan } from '../../src/run/message.ts';
import { makeWorkerPlans } from '../../src/run/worker-plans.ts';
import { Worker } from '../../src/run/worker.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { createFakeEngine } from '../support/fake-engine.ts';
import { type FakeScript, FakeServer } from '../support/fake-server.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { planFor, roomyMachine } from '../support/plan-for.ts';

const startAt = 100;
const slow = { serviceMs: () => 10 };

describe('a worker', () => {
  it('says that it is ready once it has a plan and its connections are open', async () => {
    const bench = await planned({ connections: 3, requests: 3 }, { ...slow, connectMs: () => 20 });
    expect(bench.sent).toEqual([]);
    bench.clock.advance(30);
    expect(bench.sent).toMatchObject([
      { kind: 'ready', pid: process.pid, socketsOpened: 3, socketFaults: [] },
    ]);
  });

  it('says so when its connections could not be opened, and why', async () => {
    const bench = await planned({ connections: 2, requests: 3 }, { connectFailure: () => 'tls' });
    bench.clock.advance(30);
    expect(bench.sent).toMatchObject([
      {
        kind: 'ready',
        socketsOpened: 0,
        socketFaults: [{ reason: 'tls', count: 2, example: 'scripted' }],
      },
    ]);
  });

  it('has a socket to each target on every connection by then', async () => {
    const urls = [1, 2, 3].map((port) => ({ url: `http://127.0.0.1:${port}/` }));
    const bench = await planned({ urls, connections: 4, requests: 12 }, slow);
    bench.clock.advance(1);
    expect(bench.sent).toMatchObject([{ kind: 'ready', socketsOpened: 12 }]);
    await bench.start();
    bench.clock.advance(1000);
    const opened = bench.deltas.reduce((sum, { socketsOpened }) => sum + socketsOpened, 0);
    expect([total(bench, 'ok'), opened]).toEqual([12, 12]);
  });

  it('starts at the common instant, not before', async () => {
    const bench = await planned({ connections: 1, requests: 2 }, slow);
    await bench.start();
    bench.clock.advance(startAt - bench.clock.now() - 0.25);
    expect(bench.servedAt).toEqual([]);
    bench.clock.advance(1000);
    expect(bench.servedAt).toEqual([startAt, startAt + 10]);
  });

  it('starts at once when it hears of the start too late, and owes every planned start', async () => {
    const bench = await planned({ ratePerS: 100, durationMs: 100 }, slow);
    bench.clock.advance(startAt + 35);
    await bench.start();
    bench.clock.advance(1000);
    expect(bench.servedAt.slice(0, 5)).toEqual([136, 136, 136, 136, 140]);
    const [delta] = bench.deltas;
    expect(delta?.counters).toMatchObject({ planned: 10, started: 10, ok: 10 });
    expect(delta?.samples.startLag?.histogram.maxUs).toBe(36_000);
  });

  it('has nothing more to say after its fin, also when it started too late with nothing to do', async () => {
    const bench = await planned({ connections: 2, workers: 2, requests: 1 }, slow, 1);
    bench.clock.advance(startAt + 5);
    await bench.start();
    bench.clock.advance(60_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['ready', 'delta', 'fin']);
  });

  it('sends what it recorded every second and at the end, each delta once', async () => {
    const bench = await planned({ ratePerS: 100, durationMs: 2600, gracefulStopMs: 100 }, slow);
    await bench.start();
    bench.clock.advance(10_000);
    expect(bench.sent.map(({ kind }) => kind)).toEqual(['ready', 'delta', 'delta', 'delta', 'fin']);
    expect(bench.sequences).toEqual([0, 1, 2]);
    expect(bench.deltas.map(({ interval }) => interval)).toEqual([0, 1, 2]);
    // A start that is due right then may come before the delta or after it.
    const planned100 = bench.deltas.map(({ counters }) => Math.round(counters.planned / 10) * 10);
    expect(planned100).toEqual([100, 100, 60]);
    expect(bench.deltas.reduce((sum, { counters }) => sum + counters.planned, 0)).toBe(260);
  });

  it('sends one delta for each second when timers fire early', async () => {
    const bench = await planned({ connections: 1, durationMs: 3500 }, slow, 0, 0.6);
    await bench.start();
    bench.clock.advance(10_000);
    expect(bench.deltas.map(({ interval }) => interval)).toEqual([0, 1, 2, 3]);
  });

  it('owes every planned start even if it hears of the run after its end', async () => {
    const bench = await planned({ ratePerS: 100, durationMs: 100, gracefulStopMs: 500 }, slow);
    bench.clock.advance(startAt + 300);
    await bench.start();
    bench.clock.advance(1000);
    expect([total(bench, 'started'), total(bench, 'ok')]).toEqual([10, 10]);
  });

  it('puts a delta that is a little late in the second that is over', async () => {
    const bench = await planned({ connections: 1, durationMs: 3500 }, slow, 0, -100);
    await bench.start();
    bench.clock.advance(10_000);
    expect(bench.deltas.map(({ interval }) => interval)).toEqual([0, 1, 2, 3]);
  });

  it('ends a closed load with its time, also while all its connections pause', async () => {
    const bench = await planned(
      { connections: 1, durationMs: 95 },
      { serviceMs: () => 90, failure: () => 'reset' },
    );
    await bench.start();
    bench.clock.advance(10_000);
    // Lost at 90, and the pause would have lasted until after the end.
    expect([total(bench, 'started'), bench.finAt]).toEqual([1, startAt + 95]);
  });

  it('ends an open load late when its last answers come late, within the graceful stop', async () => {
    const bench = await planned(
      { ratePerS: 10, durationMs: 1000, gracefulStopMs: 500 },
      { serviceMs: ({ index }) => (index === 9 ? 550 : 10) },
    );
    await bench.start();
    bench.clock.advance(10_000);
    expect(total(bench, 'ok')).toBe(10);
    expect(bench.finAt).toBe(startAt + 900 + 550);
  });

  it('censors what the graceful stop does not see the end of', async () => {
    const bench = await planned(
      { ratePerS: 10, durationMs: 1000, gracefulStopMs: 500 },
      { serviceMs: ({ index }) => (index >= 8 ? Infinity : 10) },
    );
    await bench.start();
    bench.clock.advance(10_000);
    expect([total(bench, 'ok'), total(bench, 'censored')]).toEqual([8, 2]);
    expect(bench.finAt).toBe(startAt + 1500);
  });

  it('gives a closed load the same graceful stop', async () => {
    const bench = await planned(
      { connections: 2, durationMs: 1000, gracefulStopMs: 500 },
      { serviceMs: () => 400 },
    );
    await bench.start();
    bench.clock.advance(10_000);
    // At 0, 400 and 800; the last ones end at 1,200, which is after the load and within its grace.
    expect([total(bench, 'started'), total(bench, 'ok'), total(bench, 'answeredInWindow')]).toEqual([
      6, 6, 4,
    ]);
    expect(bench.finAt).toBe(startAt + 1200);
  });

  it('starts the graceful stop of a uniform load where its count is reached', async () => {
    const bench = await planned(
      { ratePerS: 100, requests: 50, durationMs: 10_000, gracefulStopMs: 300 },
      { serviceMs: () => Infinity },
    );
    await bench.start();
    bench.clock.advance(20_000);
    expect(total(bench, 'censored')).toBe(50);
    expect(bench.finAt).toBe(startAt + 500 + 300);
  });

  it('drains: finishes what is open and starts nothing new', async () => {
    const bench = await planned({ connections: 2, durationMs: 10_000 }, slow);
    await bench.start();
    bench.clock.advance(startAt + 25 - bench.clock.now());
    await bench.worker.receive({ kind: 'drain' });
    bench.clock.advance(60_000);
    expect([total(bench, 'started'), total(bench, 'ok')]).toEqual([6, 6]);
    expect(bench.finAt).toBe(startAt + 30);
  });

  it('gives what is open when it is drained the graceful stop, and no more', async () => {
    const bench = await planned(
      { connections: 2, durationMs: 10_000, gracefulStopMs: 300 },
      { serviceMs: ({ index }) => (index === 1 ? 200 : Infinity) },
    );
    await bench.start();
    bench.clock.advance(startAt + 25 - bench.clock.now());
    await bench.worker.receive({ kind: 'drain' });
    bench.clock.advance(60_000);
    expect([total(bench, 'started'), total(bench, 'ok'), total(bench, 'censored')]).toEqual([2, 1, 1]);
    expect(bench.finAt).toBe(startAt + 25 + 300);
  });

  it.each(['aborted', 'censored'] as const)('is cut: what is open ends now, %s', async (cutKind) => {
    const bench = await planned({ connections: 2, durationMs: 10_000 }, slow);
    await bench.start();
    bench.clock.advance(startAt + 25 - bench.clock.now());
    await bench.worker.receive({ kind: 'cut', cutKind });
    bench.clock.advance(60_000);
    expect([total(bench, 'started'), total(bench, 'ok'), total(bench, cutKind)]).toEqual([6, 4, 2]);
    expect(bench.finAt).toBe(startAt + 25);
  });

  it.each(['drain', 'cut'] as const)('may hear of a %s before its start', async (kind) => {
    const bench = await planned({ ratePerS: 100, durationMs: 1000 }, slow);
    await bench.start();
    await bench.worker.receive(kind === 'drain' ? { kind } : { kind, cutKind: 'aborted' });
    bench.clock.advance(60_000);
    expect(bench.servedAt).toEqual([]);
    expect(bench.sent.map((message) => message.kind)).toEqual(['ready', 'delta', 'fin']);
  });

  it('takes only its stripe of the schedule and only its share of the count', async () => {
    const scenario = { ratePerS: 100, durationMs: 100, workers: 3, connections: 3 };
    const planned3 = [0, 1, 2].map((worker) => planned(scenario, {}, worker));
    const starts = await Promise.all(
      planned3.map(async (making) => {
        const bench = await making;
        await bench.start();
        bench.clock.advance(5000);
        return bench.servedAt.map((at) => at - startAt);
      }),
    );
    expect(starts).toEqual([
      [0, 30, 60, 90],
      [10, 40, 70],
      [20, 50, 80],
    ]);
  });

  it('takes an order without a plan for a bug', async () => {
    const { worker } = new WorkerBench({});
    await expect(worker.receive({ kind: 'start', startAt })).rejects.toThrow('bug: ');
  });

  it('fails to take a plan when its engine can’t be loaded', async () => {
    const bench = new WorkerBench({});
    const engineFor = (): Promise<CreateEngine> => Promise.reject(new Error('no such engine'));
    const { clock } = bench;
    const worker = new Worker({ clock, timers: manualTimers(clock), engineFor, send: () => {} });
    await expect(worker.receive({ kind: 'plan', plan: planOf({ requests: 1 }) })).rejects.toThrow(
      'no such engine',
    );
  });
});

describe('a worker that warms up until it is told to measure', () => {
  const warming = { warmup: 'auto', connections: 4, durationMs: 200 } as const;

  it.each([
    ['an open load', { ...warming, ratePerS: 100 }, 20],
    ['a closed load', warming, 80],
  ])('counts %s from the given instant on, for its whole length', async (_, scenario, requests) => {
    const bench = await planned(scenario, slow);
    await bench.start();
    bench.clock.advance(430);
    await bench.worker.receive({ kind: 'measure', measureFrom: startAt + 1000 });
    bench.clock.advance(5000);
    const warmup = bench.deltas.reduce((sum, { counters }) => sum + counters.warmup, 0);
    expect([warmup, total(bench, 'started'), total(bench, 'ok')]).toEqual([5 * requests, requests, requests]);
    expect(bench.finAt).toBeGreaterThanOrEqual(startAt + 1190);
    expect(bench.finAt).toBeLessThanOrEqual(startAt + 1210);
  });

  it.each([
    ['an open load', { ...warming, ratePerS: 100 }, 20],
    ['a closed load', warming, 12],
  ])(
    'begins its part of %s late when it hears of it too late, and counts nothing twice',
    async (_, scenario, requests) => {
      const bench = await planned(scenario, { serviceMs: () => 75 });
      await bench.start();
      bench.clock.advance(430);
      await bench.worker.receive({ kind: 'measure', measureFrom: 300 });
      bench.clock.advance(5000);
      expect([total(bench, 'started'), total(bench, 'ok')]).toEqual([requests, requests]);
    },
  );

  it('cuts what is open at the end that the load has then', async () => {
    const bench = await planned(
      { ...warming, connections: 100, ratePerS: 100, gracefulStopMs: 300 },
      { serviceMs: () => 400 },
    );
    await bench.start();
    bench.clock.advance(50);
    await bench.worker.receive({ kind: 'measure', measureFrom: startAt + 1000 });
    bench.clock.advance(5000);
    expect(bench.finAt).toBe(startAt + 1500);
    expect(total(bench, 'censored')).toBeGreaterThan(0);
  });
});

/** A worker alone, and all it says. */
class WorkerBench {
  readonly clock: ManualClock = new ManualClock();
  readonly worker: Worker;
  readonly sent: FromWorker[] = [];
  readonly servedAt: number[] = [];
  finAt: number = NaN;

  constructor(script: Partial<FakeScript>, timersFireEarlyMs = 0) {
    const { clock } = this;
    const serviceMs: FakeScript['serviceMs'] = (call) => {
      this.servedAt.push(call.now);
      return script.serviceMs?.(call) ?? 0;
    };
    const createEngine = createFakeEngine(new FakeServer(clock, { ...script, serviceMs }));
    const timers = manualTimers(clock);
    this.worker = new Worker({
      clock,
      timers: {
        ...timers,
        after: (delayMs, callback) => timers.after(Math.max(0, delayMs - timersFireEarlyMs), callback),
      },
      engineFor: () => Promise.resolve(createEngine),
      send: (message) => {
        this.sent.push(structuredClone(message));
        if (message.kind === 'fin') this.finAt = clock.now();
      },
    });
  }

  get deltas(): Extract<FromWorker, { kind: 'delta' }>['delta'][] {
    return this.sent.flatMap((message) => (message.kind === 'delta' ? [message.delta] : []));
  }

  get sequences(): number[] {
    return this.sent.flatMap((message) => (message.kind === 'delta' ? [message.sequence] : []));
  }

  /** Lets the connections open, and passes on the order to start. */
  async start(): Promise<void> {
    this.clock.advance(1);
    await this.worker.receive({ kind: 'start', startAt });
  }
}

async function planned(
  scenario: Partial<Scenario>,
  script: Partial<FakeScript>,
  worker = 0,
  timersFireEarlyMs = 0,
): Promise<WorkerBench> {
  const bench = new WorkerBench(script, timersFireEarlyMs);
  await bench.worker.receive({ kind: 'plan', plan: planOf(scenario, worker) });
  return bench;
}

function planOf(scenario: Partial<Scenario>, worker = 0): WorkerPlan {
  const endpoint = { kind: 'tcp', address: '127.0.0.1', port: 8080 } as const;
  const whole = planFor(scenario);
  const endpoints = mapNonEmpty(whole.targets, () => endpoint);
  const plan = makeWorkerPlans(whole, endpoints, roomyMachine)[worker];
  if (plan === undefined) throw new Error(`there is no worker ${worker}`);
  return plan;
}

function total(
  bench: WorkerBench,
  counter: 'started' | 'ok' | 'answeredInWindow' | 'aborted' | 'censored',
): number {
  return bench.deltas.reduce((sum, { counters }) => sum + counters[counter], 0);
}
