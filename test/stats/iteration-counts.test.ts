import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missedCount } from '../../src/stats/counters.ts';
import { openIterations, waitingIterations } from '../../src/stats/iteration-counts.ts';
import { Recorder } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import { answered } from '../support/outcome.ts';

describe('iterations of an open model', () => {
  it('are planned by arrivals, which have a start lag', () => {
    const recorder = begun(true);
    recorder.onArrival(1000, 1002);
    recorder.onIterationStart(1002, 1000);
    recorder.onArrival(1999, 2001);
    recorder.onIterationStart(2001, 1999);
    const { iterations, samples, counters } = recorder.take(0);
    expect(iterations?.counters).toMatchObject({
      planned: 2,
      plannedInWindow: 1,
      started: 2,
      startedInWindow: 1,
    });
    expect(samples.startLag?.histogram).toMatchObject({ count: 2, maxUs: 2000 });
    expect(counters.planned).toBe(0);
  });

  it('are missed with their first request, as a lower bound', () => {
    const recorder = begun(true);
    recorder.onArrival(1000, 1000);
    recorder.onIterationMissed(1000, 1250, 'pool');
    const { iterations, counters, samples, activity } = recorder.take(0);
    expect(iterations?.counters).toMatchObject({ planned: 1, missed: 1, started: 0 });
    expect(counters).toMatchObject({ planned: 1, missedPool: 1, started: 0 });
    expect(samples.responseRest).toMatchObject({ censored: 1, censoredFromUs: 250_000 });
    expect(activity.missed).toBe(1);
  });

  it('of the warm-up are in no number', () => {
    const recorder = begun(true);
    recorder.onArrival(900, 950);
    recorder.onIterationStart(950, 900);
    recorder.onIterationEnd(950, 900, 'capture', 'no $.token');
    recorder.onArrival(950, 950);
    recorder.onIterationMissed(950, 1100, 'stopped');
    const { iterations, counters, samples } = recorder.take(0);
    expect([iterations, counters.planned, counters.missedStopped, Object.keys(samples)]).toEqual([
      null,
      0,
      0,
      [],
    ]);
  });

  it('have requests that are planned when they start, whenever that is', () => {
    const recorder = begun(true);
    for (const plannedAt of [999, 1000, 2500]) {
      const request = { ...answered, plannedAt, dispatchedAt: plannedAt + 1 };
      recorder.onRequestPlanned(plannedAt);
      recorder.onStart(request);
    }
    expect(recorder.take(0).counters).toMatchObject({ planned: 2, started: 2, warmup: 1 });
  });
});

describe('iterations of a closed model', () => {
  it('are planned by their start, as their requests are', () => {
    const recorder = begun(false);
    recorder.onIterationStart(999, NaN);
    recorder.onIterationStart(1000, NaN);
    recorder.onRequestPlanned(NaN);
    recorder.onStart({ ...answered, plannedAt: NaN });
    const { iterations, counters } = recorder.take(0);
    expect(iterations?.counters).toMatchObject({ planned: 1, started: 1, startedInWindow: 1 });
    expect(counters).toMatchObject({ planned: 1, started: 1 });
  });
});

describe('an iteration', () => {
  it('is completed, ended early for a reason with its first example, or interrupted', () => {
    const recorder = begun(false);
    const ends = [null, 'capture', 'capture', 'no-response', 'interrupted', null] as const;
    for (const [number, failure] of ends.entries()) {
      recorder.onIterationStart(1000, NaN);
      recorder.onIterationEnd(1000, NaN, failure, `example ${number}`);
    }
    const { iterations } = recorder.take(0);
    expect(iterations?.counters).toMatchObject({ started: 6, completed: 2, failed: 3, interrupted: 1 });
    expect(iterations?.failures).toEqual([
      { reason: 'capture', count: 2, example: 'example 1' },
      { reason: 'no-response', count: 1, example: 'example 3' },
    ]);
    expect(recorder.take(1).iterations).toBeNull();
  });

  it('of a lost worker is interrupted, or missed with its first request', () => {
    const tally = new Tally();
    const recorder = begun(true);
    for (const at of [1000, 1001, 1002]) recorder.onArrival(at, at);
    recorder.onIterationStart(1000, 1000);
    tally.add(recorder.take(0));
    const { counters } = tally.iterations;
    tally.abandonIterations(openIterations(counters), waitingIterations(counters));
    expect(counters).toMatchObject({ planned: 3, started: 1, interrupted: 1, missed: 2 });
    expect(tally.counters).toMatchObject({ planned: 2, missedStopped: 2, started: 0 });
    expect(tally.abandoned).toBe(2);
  });
});

describe('the accounting of iterations', () => {
  it('adds up whatever happens, wherever deltas are cut', () => {
    const anyEvents = fc.array(
      fc.record({ at: fc.integer({ min: 900, max: 2100 }), fate: fc.nat(5), take: fc.boolean() }),
    );
    fc.assert(
      fc.property(anyEvents, fc.boolean(), (events, isOpen) => {
        const tally = new Tally();
        const recorder = begun(isOpen);
        for (const { at, fate, take } of events) {
          play(recorder, at, fate, isOpen);
          if (take) tally.add(structuredClone(recorder.take(0)));
        }
        tally.add(recorder.take(0));
        const { counters, failures } = tally.iterations;
        expect(waitingIterations(counters)).toBe(0);
        expect(openIterations(counters)).toBe(0);
        expect(failures.list().reduce((sum, { count }) => sum + count, 0)).toBe(counters.failed);
        expect(tally.counters.planned).toBe(tally.counters.started + missedCount(tally.counters));
        if (isOpen) expect(tally.samples.startLag.histogram.count).toBe(counters.planned);
      }),
    );
  });
});

describe('a session', () => {
  it('is told of its users and failures, and moves nothing that is measured', () => {
    const recorder = new Recorder();
    recorder.onUserReady();
    recorder.onUserReady();
    recorder.onSessionFailed('capture', 'no $.token');
    for (let times = 0; times < 3; times++) recorder.onDataExhausted('users');
    recorder.begin({ isOpen: false, measureFrom: 1000, measureTo: 2000 });
    const first = recorder.take(0);
    expect(first.session).toEqual({
      users: 2,
      failures: [{ reason: 'capture', count: 1, example: 'no $.token' }],
      exhausted: ['users'],
    });
    expect([first.iterations, first.rows, first.failures]).toEqual([null, [], []]);
    const tally = new Tally();
    tally.add(first);
    tally.add(recorder.take(1));
    expect([tally.session.users, tally.session.failures.list().length]).toEqual([2, 1]);
    expect([...tally.session.exhausted]).toEqual(['users']);
  });
});

function begun(isOpen: boolean): Recorder {
  const recorder = new Recorder();
  recorder.begin({ isOpen, measureFrom: 1000, measureTo: 2000 });
  return recorder;
}

/** One iteration and its request: missed when `fate` is 0, in an open model. */
function play(recorder: Recorder, at: number, fate: number, isOpen: boolean): void {
  const plannedAt = isOpen ? at : NaN;
  if (isOpen) recorder.onArrival(at, at);
  if (isOpen && fate === 0) {
    recorder.onIterationMissed(at, at + 5, 'lag');
    return;
  }
  const request = { ...answered, plannedAt, dispatchedAt: at, writtenAt: at, endedAt: at + 10 };
  recorder.onIterationStart(at, plannedAt);
  recorder.onRequestPlanned(plannedAt);
  recorder.onStart(request);
  recorder.onEnd(request, null);
  recorder.onIterationEnd(
    at,
    plannedAt,
    [null, null, 'capture', 'data', 'interrupted', null][fate] ?? null,
    '',
  );
}
