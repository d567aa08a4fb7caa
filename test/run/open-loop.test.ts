import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenPart } from '../../src/run/arrivals.ts';
import { OpenLoop } from '../../src/run/open-loop.ts';
import { Histogram } from '../../src/stats/histogram.ts';
import type { Delta, SeriesName } from '../../src/stats/delta.ts';
import { type BenchOptions, ExecutorBench, outcomes } from './executor-bench.ts';

const every10Ms = evenly(10, 10);
const slow = { serviceMs: () => 10 };

describe('an open load', () => {
  it('sends every start at its planned instant, while connections suffice', () => {
    const { bench, delta } = play({ script: slow, connections: 5 }, evenly(100, 2.5));
    expect(bench.servedAt).toEqual(evenly(100, 2.5));
    expect(outcomes(delta)).toEqual({ planned: 100, started: 100, ok: 100 });
    expect(maxUs(delta, 'responseOk')).toBe(10_000);
    expect(maxUs(delta, 'startLag')).toBe(0);
  });

  it('opens only as many connections as arrivals need', () => {
    expect(play({ script: slow, connections: 50 }, evenly(20, 4)).bench.server.connections).toBe(3);
  });

  it('drops no start when the pool is full: it waits, and response time says so while service time does not', () => {
    const { bench, delta } = play({ script: slow, connections: 1 }, evenly(10, 1));
    expect(outcomes(delta)).toEqual({ planned: 10, started: 10, ok: 10 });
    expect(bench.servedAt).toEqual(every10Ms);
    // Planned at 9, sent at 90, ended at 100.
    expect(maxUs(delta, 'responseOk')).toBe(91_000);
    expect(maxUs(delta, 'serviceOk')).toBe(10_000);
  });

  it('serves the starts that wait in their order', () => {
    const { delta } = play({ script: { serviceMs: () => 0.5 }, connections: 1 }, [0, 0.125, 0.25]);
    // In any other order one of them would have waited 1.375 ms or more.
    expect(valuesUs(delta, 'responseOk')).toEqual([500, 875, 1250]);
  });

  it('misses with the reason pool what finds neither a connection nor a place in the queue', () => {
    const { delta } = play({ script: slow, connections: 1 }, evenly(10, 1), { maxQueued: 3 });
    expect(outcomes(delta)).toEqual({ planned: 10, started: 4, ok: 4, missedPool: 6 });
    // Nobody knows how long it would have taken: at least no time at all.
    expect(delta.samples.responseRest).toMatchObject({ censored: 6, censoredFromUs: 0 });
  });

  it('queues nothing when the queue has no places', () => {
    const { delta } = play({ script: slow, connections: 1 }, evenly(6, 6), { maxQueued: 0 });
    expect(outcomes(delta)).toEqual({ planned: 6, started: 3, ok: 3, missedPool: 3 });
  });

  it('never overtakes the queue with a new start', () => {
    // The start at 10 comes as the first request ends: the one that waits goes first.
    const { delta } = play({ script: slow, connections: 1 }, [0, 1, 10]);
    expect(valuesUs(delta, 'responseOk').map((us) => Math.round(us / 100) / 10)).toEqual([10, 19, 20]);
  });

  it('shares pipelines only when all connections are busy', () => {
    const { bench, delta } = play({ script: slow, connections: 2, pipelining: 2 }, [0, 0, 0, 0, 0]);
    expect(bench.server.connections).toBe(2);
    // Two at once, two behind them, one behind these; each is served when the one before it is answered.
    expect(bench.servedAt).toEqual([0, 0, 10, 10, 20]);
    expect(outcomes(delta)).toEqual({ planned: 5, started: 5, ok: 5 });
    // Written at once, and served 10 ms later.
    expect(maxUs(delta, 'serviceOk')).toBe(20_000);
  });

  it('loses no start whatever the target does, and ends each once', () => {
    const anyRun = fc.record({
      gaps: fc.array(fc.constantFrom(0, 0.25, 1, 7, 30), { minLength: 1, maxLength: 60 }),
      connections: fc.integer({ min: 1, max: 4 }),
      pipelining: fc.integer({ min: 1, max: 3 }),
      requestsPerConnection: fc.constantFrom(1, 3, Infinity),
      maxQueued: fc.constantFrom(0, 2, 1000),
      failures: fc.array(fc.constantFrom('none', 'none', 'reset', 'closed-early'), { minLength: 1 }),
      refusals: fc.array(fc.constantFrom('none', 'connect-refused'), { minLength: 1, maxLength: 5 }),
      serviceMs: fc.array(fc.nat(20), { minLength: 1 }),
    });
    fc.assert(
      fc.property(anyRun, ({ gaps, maxQueued, failures, refusals, serviceMs, ...options }) => {
        let at = 0;
        const starts = gaps.map((gap) => (at += gap));
        const script: BenchOptions['script'] = {
          serviceMs: ({ index }) => serviceMs[index % serviceMs.length] ?? 0,
          failure: ({ index }) => failures[index % failures.length] ?? 'none',
          connectFailure: (attempt) => refusals[attempt % refusals.length] ?? 'none',
        };
        const { bench, delta } = play({ script, ...options }, starts, { maxQueued });
        const { planned, started, ok, transportError, missedPool } = delta.counters;
        expect(planned).toBe(starts.length);
        expect(started + missedPool).toBe(planned);
        expect(ok + transportError).toBe(started);
        expect(countOf(delta, 'responseOk') + countOf(delta, 'responseRest')).toBe(planned);
        expect(bench.doneAt).toHaveLength(1);
      }),
    );
  });

  it('goes on with the queue when a connection is back from its pause', () => {
    const failure: BenchOptions['script'] = { failure: ({ index }) => (index === 0 ? 'reset' : 'none') };
    const { bench, delta } = play({ script: { ...slow, ...failure }, connections: 1 }, [0, 1, 2]);
    expect(bench.servedAt).toEqual([0, 20, 30]);
    expect(outcomes(delta)).toEqual({ planned: 3, started: 3, ok: 2, transportError: 1 });
  });

  it('is done at once when its schedule is empty', () => {
    const { bench, delta } = play({}, []);
    expect(outcomes(delta)).toEqual({});
    expect(bench.doneAt).toEqual([0]);
  });

  it('leaves the warm-up out, by the planned start', () => {
    const { delta } = play({ script: slow, connections: 1 }, evenly(10, 1), { warmupMs: 5 });
    expect(outcomes(delta)).toEqual({ warmup: 5, planned: 5, started: 5, ok: 5 });
    // The queue that the warm-up left behind is felt all the same.
    expect(maxUs(delta, 'responseOk')).toBe(91_000);
  });
});

describe('an open load that is stopped', () => {
  it('sends what waits, and plans nothing more', () => {
    const { bench, delta } = play({ script: slow, connections: 1 }, evenly(100, 1), {
      meddle: (loop, at) => at(4.5, () => loop.stop()),
    });
    expect(outcomes(delta)).toEqual({ planned: 5, started: 5, ok: 5 });
    expect(bench.doneAt).toEqual([50]);
  });

  it('counts as missed by lag what was due while our own loop was blocked', () => {
    const blocked = (): number => {
      // In the middle of a turn: time passes, and nothing else runs.
      bench.clock.advance(10);
      loop.stop();
      return 0;
    };
    const bench = new ExecutorBench({ script: { connectMs: blocked }, connections: 10 });
    const loop = new OpenLoop(bench.context, openPart([0, 1, 2, 3, 20]));
    const delta = bench.run(loop, { isOpen: true });
    expect(outcomes(delta)).toEqual({ planned: 4, started: 1, ok: 1, missedLag: 3 });
    expect(delta.samples.responseRest).toMatchObject({ censored: 3, censoredFromUs: 7000 });
    expect(maxUs(delta, 'startLag')).toBe(9000);
  });

  it('before its start sends nothing', () => {
    const { bench, delta } = play({}, every10Ms, { meddle: (loop, at) => at(-5, () => loop.stop()) });
    expect(outcomes(delta)).toEqual({});
    expect(bench.doneAt).toEqual([-5]);
  });
});

describe('an open load after an automatic warm-up', () => {
  const endless = evenly(10_000, 10);
  const warmup = { warmupMs: Infinity, loadOffsets: [0, 1, 7.5] };

  it('leaves out what was planned from the given instant on, and makes its own starts from there', () => {
    const { bench, delta } = play({ connections: 2 }, endless, {
      ...warmup,
      meddle: (loop, at, measureFrom) => at(31, () => measureFrom(loop, 45)),
    });
    expect(bench.servedAt).toEqual([0, 10, 20, 30, 40, 45, 46, 52.5]);
    expect(outcomes(delta)).toEqual({ planned: 3, started: 3, ok: 3, warmup: 5 });
    expect(bench.doneAt).toEqual([52.5]);
  });

  it('has no start of the warm-up at the given instant itself', () => {
    const { bench } = play({ connections: 2 }, endless, {
      ...warmup,
      meddle: (loop, at, measureFrom) => at(11, () => measureFrom(loop, 20)),
    });
    expect(bench.servedAt).toEqual([0, 10, 20, 21, 27.5]);
  });

  it('lets what waits of the warm-up go first', () => {
    const { bench, delta } = play({ script: { serviceMs: () => 15 }, connections: 1 }, endless, {
      ...warmup,
      meddle: (loop, at, measureFrom) => at(11, () => measureFrom(loop, 20)),
    });
    expect(bench.servedAt).toEqual([0, 15, 30, 45, 60]);
    expect(outcomes(delta)).toEqual({ planned: 3, started: 3, ok: 3, warmup: 2 });
  });

  it('plans nothing of the load when it was stopped before', () => {
    const { bench, delta } = play({ connections: 2 }, endless, {
      ...warmup,
      meddle: (loop, at, measureFrom) => {
        at(25, () => loop.stop());
        at(26, () => measureFrom(loop, 45));
      },
    });
    expect(outcomes(delta)).toEqual({ warmup: 3 });
    expect(bench.doneAt).toEqual([25]);
  });
});

describe('an open load that is cut', () => {
  it.each(['censored', 'aborted'] as const)('has its open requests %s and its queue missed', (kind) => {
    const { bench, delta } = play({ script: slow, connections: 2 }, evenly(10, 1), {
      meddle: (loop, at) => at(15, () => loop.cut(kind)),
    });
    // Two ended at 10 and 11, two more are open, six wait.
    expect(outcomes(delta)).toEqual({ planned: 10, started: 4, ok: 2, [kind]: 2, missedStopped: 6 });
    // Each is a lower bound: planned at 9 and given up at 15 is at least 6 ms.
    expect(delta.samples.responseRest).toMatchObject({ censored: 8, censoredFromUs: 6000 });
    expect(bench.doneAt).toEqual([15]);
  });

  it('in the middle of its schedule plans nothing more', () => {
    const { delta } = play({ script: slow, connections: 1 }, every10Ms, {
      meddle: (loop, at) => at(35, () => loop.cut('aborted')),
    });
    expect(outcomes(delta)).toEqual({ planned: 4, started: 4, ok: 3, aborted: 1 });
  });

  it('ends also while all connections pause', () => {
    const { bench, delta } = play({ script: { ...slow, failure: () => 'reset' }, connections: 1 }, [0, 1], {
      meddle: (loop, at) => at(15, () => loop.cut('aborted')),
    });
    expect(outcomes(delta)).toEqual({ planned: 2, started: 1, transportError: 1, missedStopped: 1 });
    expect(bench.doneAt).toEqual([15]);
  });
});

type PlayOptions = {
  readonly maxQueued?: number;
  readonly warmupMs?: number;
  readonly loadOffsets?: Iterable<number> | null;
  readonly meddle?: (
    loop: OpenLoop,
    at: (ms: number, callback: () => void) => void,
    measureFrom: (loop: OpenLoop, ms: number) => void,
  ) => void;
};

/** Plays a whole schedule; `meddle` may plan to interfere. */
function play(
  options: BenchOptions,
  starts: readonly number[],
  { maxQueued = 1000, warmupMs = 0, loadOffsets = null, meddle = () => {} }: PlayOptions = {},
): { bench: ExecutorBench; delta: Delta } {
  const bench = new ExecutorBench(options);
  const loop = new OpenLoop(bench.context, openPart(starts, { maxQueued, loadOffsets }));
  meddle(
    loop,
    (ms, callback) => bench.at(ms, callback),
    (measured, ms) => bench.measureFrom(measured, ms, true),
  );
  return { bench, delta: bench.run(loop, { isOpen: true, warmupMs }) };
}

function openPart(offsets: Iterable<number>, own: Partial<OpenPart> = {}): OpenPart {
  return { offsets, loadOffsets: null, maxQueued: 1000, pacing: 'auto', ...own };
}

function evenly(count: number, everyMs: number): number[] {
  return Array.from({ length: count }, (_, index) => index * everyMs);
}

function countOf({ samples }: Delta, name: SeriesName): number {
  return samples[name]?.histogram.count ?? 0;
}

function maxUs({ samples }: Delta, name: SeriesName): number | undefined {
  return samples[name]?.histogram.maxUs;
}

/** Every sample, as the lowest value of its slot. */
function valuesUs({ samples }: Delta, name: SeriesName): number[] {
  const histogram = new Histogram();
  const counts = samples[name];
  if (counts !== undefined) histogram.merge(counts.histogram);
  return [...histogram.values()].flatMap(([us, count]) => Array.from({ length: count }, () => us));
}
