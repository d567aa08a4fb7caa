import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/scenario/scenario.ts';
import { addCounters, type Counters, zeroCounters } from '../../src/stats/counters.ts';
import type { SeriesName } from '../../src/stats/delta.ts';
import { Recorder } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import type { Result, WorkerHealth } from '../../src/summary/result.ts';
import type { RunRecord } from '../../src/summary/run-record.ts';
import { summarize } from '../../src/summary/summarize.ts';
import { answered, lost, unplanned } from '../support/outcome.ts';
import { planFor } from '../support/plan-for.ts';
import { sampleFingerprint, sampleMachine } from '../support/sample-machine.ts';

const startAt = 1000;
const open: Partial<Scenario> = { ratePerS: 10, durationMs: 1000 };
const closed: Partial<Scenario> = { requests: 10, connections: 2 };

describe('a result', () => {
  it('says on which machine, and whether its median is near the floor of it', () => {
    const record = recordOf(open);
    const p50Us = summarize(record).latency.responseTime?.all.p50Us ?? 0;
    expect(summarize(record).latency.nearFloor).toBeNull();
    expect(summarize(record).generator).toMatchObject({ machine: sampleMachine, fingerprint: null });
    for (const [floorUs, isNear] of [
      [p50Us / 3, true],
      [p50Us / 3.01, false],
    ] as const) {
      const fingerprint = { ...sampleFingerprint, floor: { p50Us: floorUs, p99Us: 2 * floorUs } };
      const { latency, generator } = summarize({ ...record, fingerprint });
      expect(latency.nearFloor).toBe(isNear);
      expect(generator.fingerprint).toEqual(fingerprint);
    }
  });

  it('says what ran where', () => {
    const { target, load, generator, startedAt, ...result } = summarize(recordOf(open));
    expect(result).toMatchObject({
      schemaVersion: 1,
      kind: 'load-run',
      completion: { state: 'complete' },
      gates: [],
    });
    expect(target).toEqual({
      url: 'http://127.0.0.1:8080/',
      method: 'GET',
      address: '127.0.0.1:8080',
      engine: 'h1',
      proxy: null,
      requestCount: 1,
      requests: [{ name: 'http://127.0.0.1:8080/', method: 'GET', url: 'http://127.0.0.1:8080/', weight: 1 }],
    });
    expect(load).toMatchObject({ model: 'open', connections: 1000, workers: 1, requestsPerConnection: null });
    expect(startedAt).toBe('2026-05-04T09:30:00.000Z');
    expect(generator).toMatchObject({ peakOpenFiles: 25, peakSockets: 7 });
  });

  it('lists the requests that were sent, and only counts those of a long list', () => {
    const urls = Array.from({ length: 300 }, (_, index) => ({ url: `http://127.0.0.1:8080/${index}/{i}` }));
    const { target } = summarize(recordOf({ ...open, urls }));
    expect([target.url, target.requestCount, target.requests.length]).toEqual([urls[0]?.url, 300, 100]);
    const named = [
      { url: 'http://127.0.0.1:8080/', name: 'start' },
      { url: 'http://127.0.0.1:8080/b', weight: 3, method: 'PUT' },
    ];
    expect(summarize(recordOf({ ...open, urls: named })).target.requests).toEqual([
      { name: 'start', method: 'GET', url: 'http://127.0.0.1:8080/', weight: 1 },
      { name: 'http://127.0.0.1:8080/b', method: 'PUT', url: 'http://127.0.0.1:8080/b', weight: 3 },
    ]);
  });

  it('has response time and start lag only with a plan to count from', () => {
    const planned = summarize(recordOf(open)).latency;
    expect([planned.responseTime?.all.count, planned.startLag?.count]).toEqual([10, 10]);
    const unplannedRun = summarize(recordOf(closed)).latency;
    expect([unplannedRun.responseTime, unplannedRun.startLag]).toEqual([null, null]);
    expect(unplannedRun.serviceTime.ok).toMatchObject({ count: 10, minUs: 37_000, maxUs: 37_000 });
  });

  it('has answers of any status in its rate, and failures in none', () => {
    const record = recordOf(open, (recorder, index) => {
      recorder.onStart(answered);
      if (index < 4) recorder.onEnd(answered, null);
      else if (index < 7) recorder.onEnd({ ...answered, status: 500 }, null);
      else recorder.onEnd(lost, 'transportError');
    });
    const { throughput, latency, statusCodes, failures } = summarize(record);
    expect(throughput).toEqual({ askedPerS: 10, startedPerS: 10, answeredPerS: 7, bodyBytesPerS: 35 });
    expect([latency.responseTime?.ok.count, latency.responseTime?.all.count]).toEqual([4, 10]);
    expect([statusCodes, failures[0]?.count]).toEqual([{ '200': 4, '500': 3 }, 3]);
  });

  it('has the requests of its CPU time, warm-up included', () => {
    const record = recordOf(open);
    record.tally.counters.warmup = 10;
    expect(summarize(record).generator.cpuPerRequestUs).toBe((50 * 1000) / 20);
  });

  it('marks the points of the warm-up', () => {
    const record = recordOf({ ...open, warmupMs: 1500 });
    for (const interval of [1, 2]) record.tally.timeSeries.add(interval, new Recorder().take(0).activity);
    const { points } = summarize(record).timeSeries;
    expect(points.map(({ atMs, warmup }) => [atMs, warmup])).toEqual([
      [0, true],
      [1000, true],
      [2000, false],
    ]);
  });

  it('checks Little’s law over the time until the last answer', () => {
    const { littlesLaw, wallMs } = summarize(recordOf(open));
    // Ten requests of 39 ms each at once.
    expect(wallMs).toBe(40);
    expect(littlesLaw).toEqual({
      meanInFlight: 390 / 40,
      expectedInFlight: 390 / 40,
      residual: 0,
      worstInterval: null,
    });
    const broken = recordOf(open);
    broken.tally.counters.inFlightMs *= 1.5;
    expect(summarize(broken).littlesLaw.residual).toBeCloseTo(0.5, 9);
  });

  it('has no rates and no law without any request', () => {
    const { throughput, littlesLaw, wallMs, measuredMs } = summarize({
      ...recordOf(open, () => {}),
      endAt: startAt - 5,
      partialReasons: ['interrupted (SIGINT)'],
    });
    expect([wallMs, measuredMs]).toEqual([0, 0]);
    expect(throughput).toMatchObject({ startedPerS: 0, answeredPerS: 0 });
    expect(littlesLaw).toEqual({ meanInFlight: 0, expectedInFlight: 0, residual: 0, worstInterval: null });
  });
});

describe('the measured time', () => {
  it.each<[string, Partial<Scenario>, number, number]>([
    ['an open load is its length, though its last answer came before', open, 2000, 1000],
    [
      'a closed load is its length, though its last answer came after',
      { durationMs: 500, connections: 1 },
      1500,
      500,
    ],
    ['a count ends with its last answer', closed, Infinity, 40],
    ['a count that the time ended is that time', { ...closed, requests: 11, durationMs: 30 }, 1030, 30],
    ['a count that was reached in time ends with its last answer', { ...closed, durationMs: 700 }, 1700, 40],
    ['a Poisson count ends with its last answer', { ...open, requests: 10, arrival: 'poisson' }, 2000, 40],
    [
      'a Poisson load that its time ended is that time',
      { ...open, requests: 90, arrival: 'poisson' },
      2000,
      1000,
    ],
    ['an interrupted run ends with the interruption', open, 1600, 600],
  ])('of %s', (_name, scenario, endAt, measuredMs) => {
    const result = summarize({ ...recordOf(scenario), endAt });
    expect(result.measuredMs).toBe(measuredMs);
    expect(result.throughput.startedPerS).toBeCloseTo((10 * 1000) / measuredMs, 9);
  });

  it('begins after the warm-up', () => {
    const { measuredMs, wallMs } = summarize({ ...recordOf({ ...open, warmupMs: 15 }), endAt: 2015 });
    expect([measuredMs, wallMs]).toEqual([1000, 25]);
  });
});

describe('the accounting', () => {
  it.each<[string, Partial<Scenario>]>([
    ['an open load', open],
    ['a closed load', closed],
  ])('of %s balances', (_name, scenario) => {
    expect(summarize(recordOf(scenario)).accounting).toMatchObject({
      planned: 10,
      started: 10,
      ok: 10,
      balanced: true,
    });
  });

  /** Each breaks one identity and keeps the others. */
  it.each<[string, (tally: Tally) => void]>([
    ['a request was started that nobody had planned', (tally) => move(tally, { started: 1, aborted: 1 })],
    ['a request ended twice', (tally) => move(tally, { aborted: 1 })],
    ['a write has no service time', (tally) => move(tally, { written: 1 })],
    ['a service time has no request', (tally) => addSample(tally, 'serviceRest')],
    ['an answer has no first byte', (tally) => addSample(tally, 'timeToFirstByte')],
    ['an answer has the service time of another outcome', (tally) => move(tally, { ok: -1, httpError: 1 })],
    ['a socket has no connect time', (tally) => tally.socketsOpened++],
    ['a planned start has no lag', (tally) => addSample(tally, 'startLag')],
    ['a response time has no start', (tally) => addSample(tally, 'responseRest')],
    ['a lost worker has left nothing', (tally) => tally.abandoned++],
    ['a whole start of the schedule is missing', (tally) => forgetOne(tally)],
  ])('does not balance when %s', (_name, breakIt) => {
    const broken = recordOf(open);
    breakIt(broken.tally);
    const { accounting, trust } = summarize(broken);
    expect(accounting.balanced).toBe(false);
    expect(trust.level).toBe('invalid');
  });

  it.each<[string, Partial<Scenario>, boolean]>([
    ['a count', { ...closed, requests: 11 }, false],
    ['a count that a time may end', { ...closed, requests: 11, durationMs: 100 }, true],
    ['a uniform schedule', { ...open, durationMs: 1100 }, false],
    ['a Poisson schedule, whose number is chance', { ...open, durationMs: 1100, arrival: 'poisson' }, true],
    ['a closed time', { durationMs: 100, connections: 1 }, true],
  ])('with another number than planned, of %s', (_name, scenario, balanced) => {
    expect(summarize(recordOf(scenario)).accounting.balanced).toBe(balanced);
  });

  it('may have fewer starts than the schedule when the run is partial', () => {
    const partial = { ...recordOf({ ...open, durationMs: 1100 }), partialReasons: ['interrupted (SIGINT)'] };
    const { accounting, completion } = summarize(partial);
    expect(accounting.balanced).toBe(true);
    expect(completion).toEqual({ state: 'partial', reasons: ['interrupted (SIGINT)'] });
  });

  it('balances with what a lost worker left behind', () => {
    const partial = { ...recordOf(open), partialReasons: ['worker 1 of 2 was lost'] };
    const { counters } = partial.tally;
    const left = new Recorder();
    left.begin({ isOpen: true, measureFrom: startAt, measureTo: Infinity });
    for (const at of [1001, 1002, 1003]) left.onPlanned(at, at);
    left.onStart(answered);
    partial.tally.add(left.take(0));
    partial.tally.abandon(1, 2);
    const { accounting }: Result = summarize(partial);
    expect(accounting).toMatchObject({ planned: 13, started: 11, aborted: 1, balanced: true });
    expect([accounting.missed.stopped, counters.planned]).toEqual([2, 13]);
  });
});

const worker: WorkerHealth = {
  worker: 0,
  pid: 77,
  state: 'finished',
  cpuMs: 50,
  eventLoopUtilization: 0.2,
  maxGcPauseMs: 1,
  peakRssBytes: 5e7,
  peakSockets: 7,
  startLagP99Us: null,
  spunMs: 0,
  runQueueWaitMs: 3,
  saturatedMs: 0,
  longestGapMs: 0,
  gapAtMs: null,
};

/** A finished run of ten requests, each told to the recorder by `tell`; by default all are answered. */
function recordOf(
  scenario: Partial<Scenario>,
  tell: (recorder: Recorder, index: number) => void = tellAnswer,
): RunRecord {
  const plan = planFor(scenario);
  const isOpen = scenario.ratePerS !== undefined;
  const recorder = new Recorder();
  recorder.begin({ isOpen, measureFrom: startAt, measureTo: Infinity });
  recorder.onOpen(1, NaN);
  for (let index = 0; index < 10; index++) {
    if (isOpen) recorder.onPlanned(answered.plannedAt, answered.dispatchedAt);
    tell(recorder, index);
  }
  const tally = new Tally();
  tally.add(structuredClone(recorder.take(0)));
  return {
    plan,
    address: '127.0.0.1:8080',
    tally,
    workers: [worker],
    peakOpenFiles: 25,
    system: null,
    clockShiftMs: 0.4,
    startedAtDate: new Date('2026-05-04T09:30:00Z'),
    startAt,
    warmupMs: scenario.warmupMs ?? 0,
    steadyState: null,
    endAt: 2000,
    partialReasons: [],
    machine: sampleMachine,
    fingerprint: null,
  };
}

function tellAnswer(recorder: Recorder): void {
  // A closed model ignores the plan.
  recorder.onStart(answered);
  recorder.onEnd({ ...unplanned, plannedAt: answered.plannedAt }, null);
}

function move({ counters }: Tally, by: Partial<Counters>): void {
  addCounters(counters, { ...zeroCounters(), ...by });
}

function addSample({ samples }: Tally, name: SeriesName): void {
  samples[name].record(5);
}

/** Everything about one answered request of an open load, as if it had never been. */
function forgetOne(tally: Tally): void {
  const recorder = new Recorder();
  recorder.begin({ isOpen: true, measureFrom: startAt, measureTo: Infinity });
  recorder.onOpen(1, NaN);
  for (let index = 0; index < 9; index++) {
    recorder.onPlanned(answered.plannedAt, answered.dispatchedAt);
    tellAnswer(recorder);
  }
  const fewer = new Tally();
  fewer.add(recorder.take(0));
  Object.assign(tally, fewer);
}
