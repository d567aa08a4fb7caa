import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { manualTimers } from '../support/manual-timers.ts';
import { answered, lost } from '../support/outcome.ts';
import { CoordinatorBench, ready, running, vitals } from './coordinator-bench.ts';

describe('a coordinator', () => {
  it('gives every worker its plan, and one common start 15 ms after the last is ready', () => {
    const { clock, transports } = new CoordinatorBench({ workers: 3, connections: 3, requests: 3 });
    expect(transports.map(({ heard }) => heard.map(({ kind }) => kind))).toEqual([
      ['plan'],
      ['plan'],
      ['plan'],
    ]);
    transports[2]?.say(ready);
    transports[0]?.say(ready);
    clock.advance(100);
    expect(transports.flatMap(({ starts }) => starts)).toEqual([]);
    transports[1]?.say(ready);
    expect(transports.map(({ starts }) => starts)).toEqual([[115], [115], [115]]);
  });

  it('merges each delta once', () => {
    const bench = running({ workers: 2, connections: 2, requests: 5 });
    bench.sendDelta(0, 0, [answered, answered]);
    bench.sendDelta(1, 0, [answered]);
    bench.sendDelta(0, 1, [{ ...answered, status: 404 }]);
    bench.sendDelta(1, 1, [lost]);
    bench.finishAll();
    expect(bench.records).toHaveLength(1);
    expect(bench.record?.tally.counters).toMatchObject({
      started: 5,
      ok: 3,
      httpError: 1,
      transportError: 1,
    });
    expect(bench.record?.partialReasons).toEqual([]);
  });

  it.each([
    ['twice', [0, 0]],
    ['with a gap', [0, 2]],
  ])('takes a delta that comes %s for a bug', (_name, [first = 0, second = 0]) => {
    const bench = running({ requests: 2 });
    bench.sendDelta(0, first, [answered]);
    expect(() => bench.sendDelta(0, second, [answered])).toThrow(`bug: worker 0 sent delta ${second}, not 1`);
  });

  it('is over when the last worker has finished, and says nothing twice', () => {
    const bench = running({ workers: 2, connections: 2, requests: 2 });
    bench.transports[0]?.say({ kind: 'fin' });
    expect(bench.records).toEqual([]);
    bench.transports[1]?.say({ kind: 'fin' });
    bench.coordinator.drain('too late');
    bench.coordinator.cut('too late');
    bench.transports[1]?.die('exited with code 0');
    expect(bench.records).toHaveLength(1);
    expect(bench.transports.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('knows how each worker fared, and the most descriptors open at once', () => {
    const bench = running({ workers: 2, connections: 2, requests: 2 });
    for (const worker of [0, 1]) {
      bench.sendDelta(worker, 0, [answered], { ...vitals, peakSockets: 5 + worker });
    }
    bench.finishAll();
    expect(bench.record?.workers).toMatchObject([
      { worker: 0, pid: 77, peakSockets: 5 },
      { worker: 1, pid: 77, peakSockets: 6 },
    ]);
    expect(bench.record?.peakOpenFiles).toBe(20 + 5 + 20 + 6);
  });
});

describe('a worker that is lost', () => {
  it('before the start fails the run, with all others closed', () => {
    const bench = new CoordinatorBench({ workers: 2, connections: 2, requests: 2 });
    bench.transports[0]?.say(ready);
    bench.transports[1]?.die('exited with code 1');
    expect(bench.failures.map(({ code, message }) => [code, message])).toEqual([
      ['cannot-run', 'worker 2 of 2 could not start: exited with code 1'],
    ]);
    expect(bench.transports.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('before the start fails the run once, whatever the others say after that', () => {
    const bench = new CoordinatorBench({ workers: 3, connections: 3, requests: 3 });
    bench.transports[1]?.say({ kind: 'fault', message: 'no such module' });
    for (const transport of bench.transports) transport.say(ready);
    for (const transport of bench.transports) transport.die('exited with code 0');
    expect(bench.failures.map(({ message }) => message)).toEqual([
      'worker 2 of 3 could not start: no such module',
    ]);
    expect([bench.records, bench.transports.flatMap(({ starts }) => starts)]).toEqual([[], []]);
  });

  it('is reported with what it had sent, and its open requests are aborted', () => {
    const bench = running({ workers: 2, connections: 4, requests: 10 });
    bench.sendDelta(0, 0, [answered, answered], vitals, 3);
    bench.sendDelta(1, 0, [answered]);
    bench.transports[0]?.die('killed by SIGKILL');
    expect(bench.records).toEqual([]);
    bench.transports[1]?.say({ kind: 'fin' });
    expect(bench.record?.partialReasons).toEqual([
      'worker 1 of 2 was lost (killed by SIGKILL); what it sent in its first 1 s counts',
    ]);
    expect(bench.record?.workers.map(({ state }) => state)).toEqual(['lost', 'finished']);
    expect(bench.record?.tally.counters).toMatchObject({ planned: 6, started: 6, ok: 3, aborted: 3 });
  });

  it('leaves nothing behind when it had sent nothing', () => {
    const bench = running({ workers: 1, requests: 10 });
    bench.transports[0]?.die('killed by SIGKILL');
    expect(bench.record?.partialReasons).toEqual([
      'worker 1 of 1 was lost (killed by SIGKILL); it had sent nothing; 10 of its 10 starts are in no number',
    ]);
    expect(bench.record?.tally.counters).toMatchObject({ started: 0, aborted: 0 });
  });

  it('has the starts that waited for a connection counted as missed', () => {
    const bench = running({ ratePerS: 100, durationMs: 1000 });
    bench.recorders[0]?.onPlanned(1000, 1000);
    bench.recorders[0]?.onPlanned(1001, 1001);
    bench.sendDelta(0, 0, []);
    bench.transports[0]?.die('killed by SIGKILL');
    const { counters, abandoned } = bench.record?.tally ?? {};
    expect(counters).toMatchObject({ planned: 2, started: 0, missedStopped: 2 });
    expect(abandoned).toBe(2);
  });

  it('leaves no iteration of a scenario file open or waiting', () => {
    const bench = running({ ratePerS: 100, durationMs: 1000 });
    for (const at of [1000, 1001, 1002]) bench.recorders[0]?.onArrival(at, at);
    bench.recorders[0]?.onIterationStart(1000, 1000);
    bench.sendDelta(0, 0, []);
    bench.transports[0]?.die('killed by SIGKILL');
    const { iterations, counters } = bench.record?.tally ?? {};
    expect(iterations?.counters).toMatchObject({ planned: 3, started: 1, interrupted: 1, missed: 2 });
    expect(counters).toMatchObject({ planned: 2, missedStopped: 2 });
  });

  it('is not heard any more: what it still sends would count twice', () => {
    const bench = running({ workers: 2, connections: 2, requests: 10 });
    bench.sendDelta(0, 0, [], vitals, 1);
    bench.transports[0]?.say({ kind: 'fault', message: 'a bug' });
    bench.sendDelta(0, 1, [answered]);
    bench.transports[0]?.say({ kind: 'fin' });
    bench.transports[1]?.say({ kind: 'fin' });
    expect(bench.records).toHaveLength(1);
    expect(bench.record?.tally.counters).toMatchObject({ started: 1, ok: 0, aborted: 1 });
  });
});

describe('a worker that says nothing any more', () => {
  it('is given up after 10 s, and ended', () => {
    const bench = running({ workers: 2, connections: 2, ratePerS: 10, durationMs: 30_000 }, manualTimers);
    bench.recorders[1]?.onOpen(1, NaN);
    bench.clock.advance(15);
    for (let second = 0; second < 9; second++) {
      bench.clock.advance(1000);
      bench.sendDelta(1, second, [answered]);
    }
    expect(bench.transports.map(({ isKilled }) => isKilled)).toEqual([false, false]);
    bench.clock.advance(1000);
    bench.transports[1]?.say({ kind: 'fin' });
    expect(bench.transports.map(({ isKilled }) => isKilled)).toEqual([true, false]);
    expect(bench.record?.partialReasons).toEqual([
      'worker 1 of 2 was lost (it said nothing for 10 s); it had sent nothing; 150 of its 150 starts are in no number',
    ]);
  });

  it('is given up after 2 s when the user waits for the end', () => {
    const bench = running({ durationMs: 30_000 }, manualTimers);
    bench.clock.advance(15);
    bench.coordinator.cut('interrupted (SIGINT)');
    bench.clock.advance(1985);
    expect(bench.records).toEqual([]);
    bench.clock.advance(1000);
    expect(bench.record?.partialReasons).toEqual([
      'interrupted (SIGINT)',
      'worker 1 of 1 was lost (it said nothing for 3 s); it had sent nothing',
    ]);
  });

  it('fails the run when it has not even started', () => {
    const bench = new CoordinatorBench({ workers: 2, connections: 2 }, manualTimers);
    bench.transports[0]?.say(ready);
    for (let second = 0; second < 10; second++) {
      bench.clock.advance(1000);
      bench.transports[0]?.say({ kind: 'alive' });
    }
    expect(bench.failures.map(({ message }) => message)).toEqual([
      'worker 2 of 2 could not start: it said nothing for 10 s',
    ]);
  });

  it('is not given up while it opens its connections', () => {
    const bench = new CoordinatorBench({ durationMs: 1000 }, manualTimers);
    for (let second = 0; second < 60; second++) {
      bench.clock.advance(1000);
      bench.transports[0]?.say({ kind: 'alive' });
    }
    bench.transports[0]?.say(ready);
    expect([bench.failures, bench.transports[0]?.starts]).toEqual([[], [60_015]]);
  });

  it('is given another chance by a coordinator that stood still itself', () => {
    const bench = running({ durationMs: 60_000 }, manualTimers);
    bench.recorders[0]?.onOpen(1, NaN);
    bench.clock.advance(15);
    bench.clock.stall(30_000);
    bench.clock.advance(5000);
    expect(bench.transports[0]?.isKilled).toBe(false);
    bench.sendDelta(0, 0, [answered]);
    bench.clock.advance(9000);
    expect(bench.transports[0]?.isKilled).toBe(false);
  });
});

describe('a machine that is suspended', () => {
  it('is seen by its wall clock, which goes on', () => {
    const bench = running({ requests: 1 });
    bench.clock.advance(1000);
    bench.wallAheadMs = 60_000;
    bench.finishAll();
    expect(bench.record?.clockShiftMs).toBe(60_000);
  });
});

describe('an interrupted run', () => {
  it('is drained on the first request, once, and partial for that reason', () => {
    const bench = running({ workers: 2, connections: 2, durationMs: 10_000 });
    bench.clock.advance(15 + 3000);
    bench.coordinator.drain('interrupted (SIGINT)');
    bench.coordinator.drain('terminated (SIGTERM)');
    expect(bench.transports.map(({ orders }) => orders)).toEqual([['drain'], ['drain']]);
    bench.finishAll();
    expect(bench.record).toMatchObject({
      partialReasons: ['interrupted (SIGINT)'],
      startAt: 15,
      endAt: 3015,
    });
  });

  it('is cut on the second', () => {
    const bench = running({ durationMs: 10_000 });
    bench.coordinator.drain('interrupted (SIGINT)');
    bench.coordinator.cut('interrupted (SIGINT)');
    expect(bench.transports[0]?.orders).toEqual(['drain', 'cut']);
    bench.finishAll();
    expect(bench.record?.partialReasons).toEqual(['interrupted (SIGINT)']);
  });

  it('passes the request on as soon as the workers have started, when it came before', () => {
    const bench = new CoordinatorBench({ durationMs: 10_000 });
    bench.coordinator.drain('interrupted (SIGINT)');
    expect(bench.transports[0]?.heard.map(({ kind }) => kind)).toEqual(['plan']);
    bench.transports[0]?.say(ready);
    expect(bench.transports[0]?.heard.map(({ kind }) => kind)).toEqual(['plan', 'start', 'drain']);
  });

  it('asks only workers that still run', () => {
    const bench = running({ workers: 2, connections: 2, durationMs: 10_000 });
    bench.transports[0]?.say({ kind: 'fin' });
    bench.coordinator.cut('interrupted (SIGINT)');
    expect(bench.transports.map(({ orders }) => orders)).toEqual([[], ['drain', 'cut']]);
  });
});

describe('a target that takes no connection', () => {
  it('fails the run before its start, with the reason and what to do', () => {
    const bench = new CoordinatorBench({ workers: 2, connections: 2, requests: 2 });
    const socketFaults = [{ reason: 'tls', count: 1, example: 'self-signed certificate' }];
    for (const transport of bench.transports) transport.say({ ...ready, socketsOpened: 0, socketFaults });
    expect(bench.failures[0]?.problems).toEqual([
      {
        message: 'no connection to 127.0.0.1:8080 could be opened: tls (self-signed certificate), 2 times',
        hint: 'check the certificate: --ca names the CA to trust, -k accepts any',
      },
    ]);
    expect(bench.transports.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('is tried on when at least one worker has a connection', () => {
    const bench = new CoordinatorBench({ workers: 2, connections: 2, requests: 2 });
    const socketFaults = [{ reason: 'connect-timeout', count: 1, example: '' }];
    bench.transports[0]?.say({ ...ready, socketsOpened: 0, socketFaults });
    bench.transports[1]?.say({ ...ready, socketsOpened: 1 });
    expect([bench.failures, bench.transports.map(({ starts }) => starts)]).toEqual([[], [[15], [15]]]);
  });

  it('is given up after 3 s without one', () => {
    const bench = running({ ratePerS: 10, durationMs: 60_000 });
    bench.clock.advance(15 + 2999);
    bench.sendDelta(0, 0, [lost]);
    expect(bench.transports[0]?.orders).toEqual([]);
    bench.clock.advance(1);
    bench.sendDelta(0, 1, [lost]);
    bench.sendDelta(0, 2, [lost]);
    expect(bench.transports[0]?.orders).toEqual(['drain', 'cut']);
    bench.finishAll();
    expect(bench.record?.partialReasons).toEqual(['the target took no connection in the first 3 s']);
  });

  it.each([
    ['a connection was open', true, 1],
    ['nothing has been sent', false, 0],
  ])('is not given up when %s', (_name, opens, requests) => {
    const bench = running({ ratePerS: 0.1, durationMs: 60_000 });
    if (opens) bench.recorders[0]?.onOpen(1, NaN);
    bench.clock.advance(15 + 5000);
    bench.sendDelta(
      0,
      0,
      Array.from({ length: requests }, () => lost),
    );
    expect(bench.transports[0]?.orders).toEqual([]);
  });
});

describe('the end of the measured part', () => {
  it.each<[string, Partial<Scenario>, number]>([
    ['after the duration of a closed load', { durationMs: 2000 }, 2015],
    ['after the warm-up and the duration', { durationMs: 2000, warmupMs: 500 }, 2515],
    ['after the duration of an open load', { ratePerS: 10, durationMs: 2000 }, 2015],
    ['where a uniform load reaches its count', { ratePerS: 10, requests: 5, durationMs: 2000 }, 515],
    ['open where only the count ends it', { requests: 5 }, Infinity],
  ])('is %s, even if all have finished before', (_name, scenario, endAt) => {
    const bench = running(scenario);
    bench.clock.advance(100);
    bench.finishAll();
    expect(bench.record?.endAt).toBe(endAt);
  });

  it('comes with the loss of the last worker', () => {
    const bench = running({ durationMs: 2000 });
    bench.clock.advance(700);
    bench.transports[0]?.die('killed by SIGKILL');
    expect(bench.record?.endAt).toBe(700);
  });
});

describe('a tick', () => {
  it('comes with each delta and says how far the run is', () => {
    const bench = running({ connections: 1, durationMs: 2000, warmupMs: 2000 });
    bench.clock.advance(15 + 1000);
    bench.sendDelta(0, 0, [answered, lost, { ...answered, status: 500 }], vitals, 1);
    expect(bench.ticks).toEqual([
      {
        elapsedMs: 1000,
        isWarmup: true,
        lengthMs: 4000,
        progress: 0.25,
        answered: 2,
        failed: 1,
        errors: 2,
        inFlight: 1,
        intervalMs: 1000,
        answeredInInterval: 2,
        p50Us: null,
        p99Us: null,
        maxUs: 37_000,
        latencyCounts: expect.any(Array),
      },
    ]);
  });

  it('counts to the number of requests when only that ends the run', () => {
    const bench = running({ connections: 1, requests: 8 });
    bench.clock.advance(15 + 1000);
    bench.sendDelta(0, 0, [answered, lost]);
    expect(bench.ticks).toMatchObject([{ lengthMs: null, progress: 0.25 }]);
  });

  it('never says more than all', () => {
    const bench = running({ connections: 1, durationMs: 1000 });
    bench.clock.advance(60_000);
    bench.sendDelta(0, 0, []);
    expect(bench.ticks).toMatchObject([{ progress: 1, p50Us: null }]);
  });
});
