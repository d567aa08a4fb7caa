import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClosedLoop, type ClosedLimit } from '../../src/run/closed-loop.ts';
import type { Delta } from '../../src/stats/delta.ts';
import { type BenchOptions, ExecutorBench, outcomes } from './executor-bench.ts';

/** 10 ms for every answer. */
const slow = { serviceMs: () => 10 };

describe('a closed load', () => {
  it.each([
    [1, 1],
    [10, 1],
    [10, 3],
    [10, 10],
    [1000, 7],
    [3, 50],
  ])('of %i requests over %i connections sends exactly as many', (requests, connections) => {
    const { bench, delta } = play({ script: slow, connections }, { iterations: requests });
    expect(outcomes(delta)).toEqual({ planned: requests, started: requests, ok: requests });
    expect(bench.server.requests).toHaveLength(requests);
    // Each connection is always busy until nothing is left.
    expect(bench.doneAt).toEqual([10 * Math.ceil(requests / connections)]);
  });

  it('sends the exact count whatever fails, pauses or closes, and every request ends once', () => {
    const anyServer = fc.record({
      requests: fc.integer({ min: 1, max: 60 }),
      connections: fc.integer({ min: 1, max: 6 }),
      pipelining: fc.integer({ min: 1, max: 3 }),
      requestsPerConnection: fc.constantFrom(1, 4, Infinity),
      failures: fc.array(fc.constantFrom('none', 'none', 'reset', 'closed-early', 'protocol'), {
        minLength: 1,
      }),
      refusals: fc.array(fc.constantFrom('none', 'connect-refused'), { minLength: 1, maxLength: 5 }),
      serviceMs: fc.array(fc.nat(20), { minLength: 1 }),
      closing: fc.integer({ min: 2, max: 9 }),
    });
    fc.assert(
      fc.property(anyServer, ({ requests, failures, refusals, serviceMs, closing, ...options }) => {
        const script: BenchOptions['script'] = {
          serviceMs: ({ index }) => serviceMs[index % serviceMs.length] ?? 0,
          failure: ({ index }) => failures[index % failures.length] ?? 'none',
          connectFailure: (attempt) => refusals[attempt % refusals.length] ?? 'none',
          closes: ({ index }) => index % closing === 0,
        };
        fc.pre(refusals.includes('none'));
        const { bench, delta } = play({ script, ...options }, { iterations: requests });
        const { started, ok, transportError } = delta.counters;
        expect([started, ok + transportError]).toEqual([requests, requests]);
        expect(delta.failures.reduce((sum, { count }) => sum + count, 0)).toBe(transportError);
        expect(bench.doneAt).toHaveLength(1);
      }),
    );
  });

  it('starts nothing after its time, and waits for what is open', () => {
    const { bench, delta } = play({ script: slow, connections: 2 }, { lengthMs: 95 });
    expect(bench.servedAt.toSorted((a, b) => a - b)).toEqual(
      [0, 10, 20, 30, 40, 50, 60, 70, 80, 90].flatMap((at) => [at, at]),
    );
    expect(outcomes(delta)).toEqual({ planned: 20, started: 20, ok: 20 });
    expect(delta.counters.answeredInWindow).toBe(18);
    expect(bench.doneAt).toEqual([100]);
  });

  it('starts nothing at the very end of its time', () => {
    const { bench } = play({ script: slow }, { lengthMs: 30 });
    expect(bench.servedAt).toEqual([0, 10, 20]);
    expect(bench.doneAt).toEqual([30]);
  });

  it.each([
    ['the count', 5, 95, 5],
    ['the time', 100, 95, 10],
  ])('ends with %s when that comes first', (_name, iterations, lengthMs, requests) => {
    const { delta } = play({ script: slow }, { iterations, lengthMs });
    expect(outcomes(delta)).toEqual({ planned: requests, started: requests, ok: requests });
  });

  it('has its whole count after the warm-up, which counts nothing', () => {
    const { bench, delta } = play({ script: slow, connections: 2 }, { iterations: 6, warmupMs: 45 });
    // The warm-up's last requests start at 40 and end at 50: the load has three rounds from there.
    expect(outcomes(delta)).toEqual({ warmup: 10, planned: 6, started: 6, ok: 6 });
    expect(bench.doneAt).toEqual([80]);
  });

  it('is measured for its whole time after the warm-up', () => {
    const { delta } = play({ script: slow }, { warmupMs: 50, lengthMs: 100 });
    expect(outcomes(delta)).toEqual({ warmup: 5, planned: 10, started: 10, ok: 10 });
  });

  it('opens all its connections before the start', () => {
    const { bench } = play({ script: { ...slow, connectMs: () => 5 }, connections: 40 }, { iterations: 40 });
    expect(bench.server.connections).toBe(40);
    expect(bench.servedAt).toEqual(Array.from({ length: 40 }, () => 0));
    expect(bench.doneAt).toEqual([10]);
  });

  it('opens 256 sockets at once, then 50 every 10 ms', () => {
    const { bench, opening } = openingBench({ connections: 400, connectMs: 1 });
    const attempts: number[] = [];
    while (bench.clock.now() < 50) {
      attempts.push(opening.attempts);
      bench.clock.advance(10);
    }
    expect(attempts).toEqual([256, 306, 356, 400, 400]);
    expect(opening.readyAt).toBe(31);
  });

  it('has 256 sockets opening at most, however slow the target accepts', () => {
    const { bench, opening } = openingBench({ connections: 1000, connectMs: 200 });
    while (bench.clock.advanceToNext());
    expect([opening.attempts, opening.most]).toEqual([1000, 256]);
    expect(bench.server.connections).toBe(1000);
  });

  it('is ready when connections can’t be opened either, and tries again with its requests', () => {
    const script: BenchOptions['script'] = {
      ...slow,
      connectFailure: (attempt) => (attempt < 3 ? 'connect-refused' : 'none'),
    };
    const { bench, delta } = play({ script, connections: 2 }, { iterations: 4 });
    const { ok, transportError } = delta.counters;
    expect(ok + transportError).toBe(4);
    expect(bench.doneAt).toHaveLength(1);
    expect(delta.socketFaults).toEqual([{ reason: 'connect-refused', count: 2, example: 'scripted' }]);
  });

  it('pauses a connection that fails, and counts what it could not send as nothing', () => {
    const failure: BenchOptions['script'] = { failure: ({ index }) => (index === 0 ? 'reset' : 'none') };
    const { bench, delta } = play({ script: { ...slow, ...failure } }, { iterations: 3 });
    // 10 ms of service, the failure, 10 ms of pause, then the other two.
    expect(bench.servedAt).toEqual([0, 20, 30]);
    expect(outcomes(delta)).toEqual({ planned: 3, started: 3, ok: 2, transportError: 1 });
  });

  it('fills the whole pipeline of each connection', () => {
    const { bench, delta } = play({ script: slow, connections: 2, pipelining: 3 }, { iterations: 12 });
    expect(outcomes(delta)).toEqual({ planned: 12, started: 12, ok: 12 });
    // Requests of a connection are served one after the other.
    expect(bench.doneAt).toEqual([60]);
    expect(delta.samples.serviceOk?.histogram.maxUs).toBe(30_000);
  });

  it('measures from the write to the end: what was open is a service time, without a plan there is no other', () => {
    const { delta } = play({ script: slow }, { iterations: 4 });
    expect(delta.samples.serviceOk?.histogram).toMatchObject({ count: 4, minUs: 10_000, maxUs: 10_000 });
    expect(Object.keys(delta.samples).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'connect',
      'serviceOk',
      'timeToFirstByte',
    ]);
  });

  it('does nothing with a count of 0, as a worker with nothing to share', () => {
    const { bench, delta } = play({}, { iterations: 0 });
    expect(outcomes(delta)).toEqual({});
    expect(bench.doneAt).toEqual([0]);
  });
});

describe('a closed load that is stopped', () => {
  it('finishes what is open and starts nothing new', () => {
    const { bench, delta } = play({ script: slow, connections: 2 }, {}, (loop, { at }) =>
      at(25, () => loop.stop()),
    );
    expect(outcomes(delta)).toEqual({ planned: 6, started: 6, ok: 6 });
    expect(bench.doneAt).toEqual([30]);
  });

  it('before its start sends nothing', () => {
    const { bench, delta } = play({ script: slow }, {}, (loop, { at }) => at(-5, () => loop.stop()));
    expect(outcomes(delta)).toEqual({});
    expect(bench.doneAt).toEqual([0]);
  });

  it('while its only connection pauses ends at once', () => {
    const script: BenchOptions['script'] = { ...slow, failure: () => 'reset' };
    const { bench, delta } = play({ script }, {}, (loop, { at }) => at(15, () => loop.stop()));
    expect(outcomes(delta)).toEqual({ planned: 1, started: 1, transportError: 1 });
    expect(bench.doneAt).toEqual([15]);
  });
});

describe('a closed load that is cut', () => {
  it.each(['censored', 'aborted'] as const)('has its open requests %s, as lower bounds', (kind) => {
    const { bench, delta } = play({ script: slow, connections: 3 }, {}, (loop, { at }) =>
      at(25, () => loop.cut(kind)),
    );
    expect(outcomes(delta)).toEqual({ planned: 9, started: 9, ok: 6, [kind]: 3 });
    expect(delta.samples.serviceRest).toMatchObject({ censored: 3, censoredFromUs: 5000 });
    expect(bench.doneAt).toEqual([25]);
  });

  it('is cut only once', () => {
    const { bench, delta } = play({ script: slow }, {}, (loop, { at }) => {
      at(25, () => loop.cut('censored'));
      at(26, () => loop.cut('aborted'));
    });
    expect(outcomes(delta)).toEqual({ planned: 3, started: 3, ok: 2, censored: 1 });
    expect(bench.doneAt).toEqual([25]);
  });
});

/** A load that is being prepared, and how far it has come. */
function openingBench(options: { connections: number; connectMs: number }): {
  bench: ExecutorBench;
  opening: { attempts: number; most: number; readyAt: number };
} {
  const { connections } = options;
  const opening = { attempts: 0, most: 0, readyAt: NaN };
  const connectMs = (attempt: number): number => {
    opening.attempts = attempt + 1;
    opening.most = Math.max(opening.most, opening.attempts - bench.server.connections);
    return options.connectMs;
  };
  const bench = new ExecutorBench({ script: { connectMs }, connections });
  const limit = { warmupMs: 0, lengthMs: Infinity, iterations: 1 };
  new ClosedLoop(bench.context, limit).prepare(() => (opening.readyAt = bench.clock.now()));
  return { bench, opening };
}

/** Plays a whole load; `meddle` may plan to interfere. */
function play(
  options: BenchOptions,
  limit: Partial<ClosedLimit>,
  meddle: (loop: ClosedLoop, time: { at: ExecutorBench['at'] }) => void = () => {},
): { bench: ExecutorBench; delta: Delta } {
  const bench = new ExecutorBench(options);
  const loop = new ClosedLoop(bench.context, {
    warmupMs: 0,
    lengthMs: Infinity,
    iterations: Infinity,
    ...limit,
  });
  meddle(loop, { at: (ms, callback) => bench.at(ms, callback) });
  return { bench, delta: bench.run(loop, { isOpen: false, ...limit }) };
}
