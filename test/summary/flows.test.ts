import { describe, expect, it } from 'vitest';
import type { LanePlan } from '../../src/plan/flows-plan.ts';
import type { OpenLoad } from '../../src/scenario/load.ts';
import type { Recorder } from '../../src/stats/recorder.ts';
import { summarize } from '../../src/summary/summarize.ts';
import { flowsFor, send } from '../support/flows-for.ts';
import { answered, unplanned } from '../support/outcome.ts';
import { planFor } from '../support/plan-for.ts';
import { recordFor } from '../support/run-record.ts';

const tenPerS: OpenLoad = {
  kind: 'constant-arrival-rate',
  ratePerS: 10,
  durationMs: 1000,
  arrival: 'uniform',
  iterations: null,
};
const lane: Pick<LanePlan, 'load' | 'vus' | 'maxVus'> = { load: tenPerS, vus: 2, maxVus: 4 };

describe('an open run of a scenario file', () => {
  it('speaks of iterations where the plan speaks of arrivals, and of requests elsewhere', () => {
    const plan = flowsFor([lane]);
    const result = summarize(recordFor(plan, tenIterations));
    expect(result).toMatchObject({ scenario: 'sample', session: null, data: [] });
    expect(result.flows).toEqual([
      { name: 'main', load: tenPerS, vus: 2, maxVus: 4, shares: [{ name: 'main', weight: 1 }] },
    ]);
    expect(result.throughput).toMatchObject({ askedPerS: 10, startedPerS: 18, answeredPerS: 18 });
    expect(result.accounting).toMatchObject({
      planned: 19,
      started: 18,
      reachedInTime: 10,
      missed: { pool: 1 },
      balanced: true,
    });
    expect(result.iterations).toEqual({
      planned: 10,
      started: 9,
      completed: 7,
      failed: [{ reason: 'capture', count: 1, example: 'no $.token' }],
      interrupted: 1,
      missed: 1,
      perS: 9,
    });
    expect(result.latency.startLag?.count).toBe(10);
    expect(result.latency.responseTime?.all.count).toBe(19);
    expect(result.trust.reasons.map(({ signal }) => signal)).not.toContain('achieved-rate');
  });

  it.each<[string, (recorder: Recorder) => void]>([
    ['an arrival is neither started nor missed', (recorder) => recorder.onArrival(1500, 1500)],
    ['an iteration has no end', (recorder) => recorder.onIterationStart(1500, 1500)],
    ['an iteration ended twice', (recorder) => recorder.onIterationEnd(1500, 1500, null, '')],
  ])('does not balance when %s', (_name, breakIt) => {
    const { accounting } = summarize(
      recordFor(flowsFor([lane]), (recorder) => {
        tenIterations(recorder);
        breakIt(recorder);
      }),
    );
    expect(accounting.balanced).toBe(false);
  });

  it('is to plan exactly the arrivals of its schedule, unless rows have run out', () => {
    const nine = (recorder: Recorder): void => {
      for (let number = 0; number < 9; number++) iteration(recorder, null);
    };
    expect(summarize(recordFor(flowsFor([lane]), nine)).accounting.balanced).toBe(false);
    const exhausted = recordFor(flowsFor([lane]), (recorder) => {
      nine(recorder);
      recorder.onDataExhausted('users');
    });
    expect(summarize(exhausted).accounting.balanced).toBe(true);
  });

  it('is overloaded when iterations wait for users, told in iterations', () => {
    const fast = { ...tenPerS, ratePerS: 100 };
    const { overload } = summarize(
      recordFor(flowsFor([{ ...lane, load: fast }]), (recorder) => {
        for (let number = 0; number < 100; number++) {
          recorder.onArrival(1000 + number * 10, 1000 + number * 10);
          if (number < 40) start(recorder, null);
          else recorder.onIterationMissed(1000 + number * 10, 2500, 'stopped');
        }
      }),
    );
    expect(overload).toMatchObject({ capacityPerS: 40, queueGrowthPerS: 60 });
  });
});

describe('a closed run of a scenario file', () => {
  it('that a count ended was measured until its last answer', () => {
    const load = { kind: 'per-vu-iterations', vus: 2, iterations: 1, durationMs: null } as const;
    const record = recordFor(flowsFor([{ load, vus: 2 }]), (recorder) => {
      for (let number = 0; number < 2; number++) {
        recorder.onIterationStart(1001, NaN);
        recorder.onStart({ ...unplanned, row: recorder.rowOf('a') });
        recorder.onEnd({ ...unplanned, row: recorder.rowOf('a') }, null);
        recorder.onIterationEnd(1001, NaN, null, '');
      }
    });
    const result = summarize({ ...record, endAt: Infinity });
    expect([result.measuredMs, result.throughput.askedPerS, result.iterations.perS]).toEqual([40, null, 50]);
    expect(result.accounting.balanced).toBe(true);
  });

  it('that used up its rows was measured until its last answer, where it was to stop then', () => {
    const source = {
      name: 'users',
      from: 'users.csv',
      pick: 'unique',
      rowsPath: '',
      offsetsPath: '',
    } as const;
    const load = { kind: 'constant-vus', vus: 1, durationMs: 1000 } as const;
    const measured = (['stop', 'fail'] as const).map((onEnd) => {
      const data = [{ ...source, onEnd, rowCount: 2 }];
      const record = recordFor(flowsFor([{ load }], { data }), (recorder) => {
        recorder.onStart({ ...unplanned, row: recorder.rowOf('a') });
        recorder.onEnd({ ...unplanned, row: recorder.rowOf('a') }, null);
        recorder.onDataExhausted('users');
      });
      const result = summarize(record);
      expect(result.data).toEqual([{ name: 'users', rows: 2, exhausted: true }]);
      return result.measuredMs;
    });
    expect(measured).toEqual([40, 1000]);
  });

  it('says how many users its session made ready, and why not more', () => {
    const load = { kind: 'constant-vus', vus: 1, durationMs: 1000 } as const;
    const { session } = summarize(
      recordFor(flowsFor([{ load, session: [send(0)] }]), (recorder) => {
        recorder.onUserReady();
        recorder.onSessionFailed('capture', 'no $.token');
      }),
    );
    expect(session).toEqual({ users: 1, failed: [{ reason: 'capture', count: 1, example: 'no $.token' }] });
  });
});

it('of single requests each is an iteration', () => {
  const plan = planFor({ durationMs: 1000, connections: 1 });
  const { iterations } = summarize(
    recordFor(plan, (recorder) => {
      for (const failure of [null, null, 'timeout', 'censored'] as const) {
        recorder.onStart(unplanned);
        recorder.onEnd({ ...unplanned, reason: 'response-timeout', detail: 'too slow' }, failure);
      }
    }),
  );
  expect(iterations).toEqual({
    planned: 4,
    started: 4,
    completed: 2,
    failed: [{ reason: 'no-response', count: 1, example: 'too slow' }],
    interrupted: 1,
    missed: 0,
    perS: 4,
  });
});

/** One is missed, one ends early, one is cut; each of the others sends two requests. */
function tenIterations(recorder: Recorder): void {
  const ends = [null, null, null, null, null, null, null, 'capture', 'interrupted'];
  for (const end of ends) iteration(recorder, end);
  recorder.onArrival(1000, 1000);
  recorder.onIterationMissed(1000, 1300, 'pool');
}

function iteration(recorder: Recorder, end: string | null): void {
  recorder.onArrival(1000, 1001);
  start(recorder, end);
}

function start(recorder: Recorder, end: string | null): void {
  recorder.onIterationStart(1001, 1000);
  for (const name of ['a', 'b']) {
    const request = { ...answered, row: recorder.rowOf(name) };
    recorder.onRequestPlanned(request.plannedAt);
    recorder.onStart(request);
    recorder.onEnd(request, null);
  }
  recorder.onIterationEnd(1001, 1000, end, 'no $.token');
}
