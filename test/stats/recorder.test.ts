import { describe, expect, it } from 'vitest';
import type { Delta, SeriesName } from '../../src/stats/delta.ts';
import { type FailureKind, type Outcome, Recorder, type Window } from '../../src/stats/recorder.ts';
import { answered, lost, unplanned, unwritten } from '../support/outcome.ts';

const openWindow: Window = { isOpen: true, measureFrom: 1000, measureTo: 2000 };
const closedWindow: Window = { ...openWindow, isOpen: false };

const openStart = { planned: 1, started: 1, plannedInWindow: 1, startedInWindow: 1 };
const closedStart = { planned: 1, started: 1, startedInWindow: 1 };
const traffic = { sentBytes: 70, receivedBytes: 90, bodyBytes: 5 };
/** From the dispatch to the end, counted both ways. */
const times = { inFlightMs: 39, openMs: 39 };

describe('a request of an open model', () => {
  it.each<[string, Outcome, FailureKind | null, object]>([
    [
      'answered',
      answered,
      null,
      { ok: 1, written: 1, answeredInWindow: 1, bodyBytesInWindow: 5, ...traffic },
    ],
    [
      'redirected',
      { ...answered, status: 399 },
      null,
      { ok: 1, written: 1, answeredInWindow: 1, bodyBytesInWindow: 5, ...traffic },
    ],
    [
      'refused by the server',
      { ...answered, status: 400 },
      null,
      { httpError: 1, written: 1, answeredInWindow: 1, bodyBytesInWindow: 5, ...traffic },
    ],
    ['lost on its way', lost, 'transportError', { transportError: 1, written: 1, sentBytes: 70 }],
    ['without a socket', unwritten, 'transportError', { transportError: 1 }],
    [
      'too slow',
      { ...lost, reason: 'response-timeout' },
      'timeout',
      { timeout: 1, written: 1, sentBytes: 70 },
    ],
    ['aborted', { ...lost, reason: 'aborted' }, 'aborted', { aborted: 1, written: 1, sentBytes: 70 }],
    ['unfinished', { ...lost, reason: 'aborted' }, 'censored', { censored: 1, written: 1, sentBytes: 70 }],
  ])('that was %s moves its own counters and no others', (_name, outcome, failure, counters) => {
    expect(moved(record(openWindow, outcome, failure))).toEqual({ ...openStart, ...times, ...counters });
  });

  it.each<[string, Outcome, FailureKind | null, Partial<Record<SeriesName, number>>]>([
    ['answered', answered, null, { responseOk: 40, serviceOk: 37, timeToFirstByte: 27 }],
    [
      'refused by the server',
      { ...answered, status: 503 },
      null,
      { responseRest: 40, serviceRest: 37, timeToFirstByte: 27 },
    ],
    ['lost on its way', lost, 'transportError', { responseRest: 40, serviceRest: 37 }],
    ['without a socket', unwritten, 'transportError', { responseRest: 40 }],
    ['too slow', lost, 'timeout', { responseRest: 40, serviceRest: 37 }],
    ['unfinished', lost, 'censored', { responseRest: 40, serviceRest: 37 }],
  ])('that was %s has exactly these times', (_name, outcome, failure, expectedMs) => {
    expect(timesMs(record(openWindow, outcome, failure))).toEqual({ startLag: 1, ...expectedMs });
  });

  it.each<[FailureKind, number]>([
    ['transportError', 0],
    ['timeout', 1],
    ['aborted', 1],
    ['censored', 1],
  ])('that ended as %s is a lower bound %i times', (failure, bounds) => {
    const { samples } = record(openWindow, lost, failure);
    expect([samples.responseRest?.censored, samples.serviceRest?.censored]).toEqual([bounds, bounds]);
  });

  it.each<[FailureKind | null, object[]]>([
    [null, []],
    ['transportError', [{ reason: 'reset', count: 1, example: 'read ECONNRESET' }]],
    ['timeout', [{ reason: 'reset', count: 1, example: 'read ECONNRESET' }]],
    ['aborted', [{ reason: 'reset', count: 1, example: 'read ECONNRESET' }]],
    // It has not failed: the run was over.
    ['censored', []],
  ])('that ended as %s has its reason listed', (failure, failures) => {
    expect(record(openWindow, failure === null ? answered : lost, failure).failures).toEqual(failures);
  });

  it('is answered in the window up to its end, and not after', () => {
    const { measureTo } = openWindow;
    const inTime = record(openWindow, { ...answered, endedAt: measureTo }, null);
    const late = record(openWindow, { ...answered, endedAt: measureTo + 0.001 }, null);
    expect([inTime.counters.answeredInWindow, inTime.counters.ok]).toEqual([1, 1]);
    expect([late.counters.answeredInWindow, late.counters.ok]).toEqual([0, 1]);
  });

  it('is planned and started in the window up to its end, and not after', () => {
    const { measureTo } = openWindow;
    const inTime = record(openWindow, { ...answered, dispatchedAt: measureTo, endedAt: 3000 }, null);
    const late = record(openWindow, { ...answered, dispatchedAt: measureTo + 0.001, endedAt: 3000 }, null);
    expect(inTime.counters).toMatchObject({ planned: 1, plannedInWindow: 1, started: 1, startedInWindow: 1 });
    expect(late.counters).toMatchObject({ planned: 1, plannedInWindow: 0, started: 1, startedInWindow: 0 });
  });

  it('is missed with its reason, as a lower bound of response time', () => {
    const recorder = begun(openWindow);
    recorder.onPlanned(1000, 1000);
    recorder.onMissed(1000, 1250, 'pool');
    recorder.onPlanned(1000, 1002);
    recorder.onMissed(1000, 1002, 'lag');
    recorder.onPlanned(1000, 1000);
    recorder.onMissed(1000, 1700, 'stopped');
    const delta = recorder.take(0);
    expect(moved(delta)).toEqual({
      planned: 3,
      plannedInWindow: 3,
      missedPool: 1,
      missedLag: 1,
      missedStopped: 1,
    });
    expect(delta.samples.responseRest).toMatchObject({ censored: 3, censoredFromUs: 2000 });
    expect(delta.samples.responseRest?.histogram).toMatchObject({ count: 3, minUs: 2000, maxUs: 700_000 });
    expect(delta.samples.startLag?.histogram.count).toBe(3);
    expect(delta.activity.missed).toBe(3);
  });
});

describe('a request of a closed model', () => {
  it('is planned by its start and has no response time', () => {
    const delta = record(closedWindow, unplanned, null);
    expect(moved(delta)).toEqual({
      ...closedStart,
      ...times,
      ok: 1,
      written: 1,
      answeredInWindow: 1,
      bodyBytesInWindow: 5,
      ...traffic,
    });
    expect(timesMs(delta)).toEqual({ serviceOk: 37, timeToFirstByte: 27 });
  });

  it('has no time at all when it was never written', () => {
    const delta = record(closedWindow, { ...unwritten, plannedAt: NaN }, 'transportError');
    expect(timesMs(delta)).toEqual({});
    expect(delta.activity.latency.histogram.count).toBe(0);
  });
});

describe('the warm-up', () => {
  /** Rates are of a span of time, whatever a request belongs to. */
  const inWindow = { answeredInWindow: 1, bodyBytesInWindow: 5 };

  it.each<[string, Window, Outcome, object]>([
    ['planned', openWindow, { ...answered, plannedAt: 999.999 }, { ...inWindow, startedInWindow: 1 }],
    ['dispatched', closedWindow, { ...unplanned, dispatchedAt: 999.999 }, inWindow],
  ])('holds what was %s before the measured part, whenever it ends', (_name, window, outcome, rates) => {
    const delta = record(window, outcome, null);
    expect(moved(delta)).toEqual({ warmup: 1, ...rates });
    expect(timesMs(delta)).toEqual({});
    expect([delta.statusCodes, delta.lastEndedAt]).toEqual([{}, -Infinity]);
  });

  it('leaves out planned and missed starts, but shows all activity', () => {
    const recorder = begun(openWindow);
    recorder.onPlanned(900, 950);
    recorder.onMissed(900, 950, 'pool');
    recorder.onStart({ ...answered, plannedAt: 900 });
    recorder.onEnd({ ...answered, plannedAt: 900 }, null);
    recorder.onStart({ ...lost, plannedAt: 900 });
    recorder.onEnd({ ...lost, plannedAt: 900 }, 'transportError');
    const { counters, activity, failures, samples } = recorder.take(0);
    expect(counters).toMatchObject({ planned: 0, missedPool: 0, started: 0, warmup: 2 });
    expect([failures, Object.keys(samples)]).toEqual([[], []]);
    expect(activity).toMatchObject({ missed: 1, started: 2, answered: 1, failed: 1, receivedBytes: 90 });
    expect(activity.latency.histogram.count).toBe(2);
  });

  it('is in no rate where it ends before the measured part, or where a count ends that', () => {
    const early = { ...unplanned, dispatchedAt: 900, endedAt: 999.999 };
    expect(moved(record(closedWindow, early, null))).toEqual({ warmup: 1 });
    const endless = { ...closedWindow, measureTo: Infinity };
    expect(moved(record(endless, { ...unplanned, dispatchedAt: 900 }, null))).toEqual({ warmup: 1 });
  });

  it('is over at its last instant', () => {
    expect(moved(record(openWindow, { ...answered, plannedAt: 1000 }, null))).toMatchObject({ started: 1 });
  });
});

describe('sockets', () => {
  it('have connect times before the start and in the warm-up too', () => {
    const recorder = new Recorder();
    recorder.onOpen(3, NaN);
    recorder.begin(openWindow);
    recorder.onOpen(4, 2);
    const delta = recorder.take(0);
    expect(delta.socketsOpened).toBe(2);
    expect(timesMs(delta)).toEqual({ connect: 4, tls: 2 });
    expect(delta.samples.connect?.histogram.count).toBe(2);
    expect(delta.samples.tls?.histogram.count).toBe(1);
  });

  it('have a peak that later closes don’t lower', () => {
    const recorder = begun(openWindow);
    for (const event of ['open', 'open', 'close', 'open', 'close', 'close']) {
      if (event === 'open') recorder.onOpen(1, NaN);
      else recorder.onClose('none', '');
    }
    recorder.take(0);
    expect(recorder.peakSockets).toBe(2);
  });

  it('have faults of their own when they die without a request, or never open', () => {
    const recorder = begun(openWindow);
    recorder.onOpenFailed('tls', 'expired');
    recorder.onOpen(1, NaN);
    recorder.onClose('protocol', 'bytes that answer no request');
    recorder.onOpen(1, NaN);
    recorder.onClose('none', '');
    const faults = [
      { reason: 'tls', count: 1, example: 'expired' },
      { reason: 'protocol', count: 1, example: 'bytes that answer no request' },
    ];
    expect(recorder.socketFaults).toEqual(faults);
    expect(recorder.take(0)).toMatchObject({ socketFaults: faults, failures: [], socketsOpened: 2 });
  });
});

describe('what a recorder hands over', () => {
  it('is forgotten, down to an empty delta', () => {
    const recorder = begun(openWindow);
    recorder.onPlanned(1000, 1001);
    recorder.onOpen(1, 1);
    recorder.onStart(answered);
    recorder.onEnd(answered, null);
    recorder.onStart(lost);
    recorder.onEnd(lost, 'transportError');
    recorder.onOpenFailed('tls', '');
    recorder.take(0);
    const { lastEndedAt, ...rest } = recorder.take(1);
    const { lastEndedAt: never, ...nothing } = begun(openWindow).take(1);
    expect(rest).toEqual(nothing);
    // The end of the last request stays true.
    expect([lastEndedAt, never]).toEqual([1040, -Infinity]);
  });

  it('does not change when more is recorded', () => {
    const recorder = begun(openWindow);
    recorder.onStart(lost);
    recorder.onEnd(lost, 'transportError');
    const delta = recorder.take(0);
    const before = structuredClone(delta);
    recorder.onStart({ ...lost, endedAt: 1900 });
    recorder.onEnd({ ...lost, endedAt: 1900 }, 'transportError');
    expect(delta).toEqual(before);
  });

  it('says how many requests were in flight over time, across its own borders', () => {
    const recorder = begun(openWindow);
    const [first, second] = [
      { ...answered, dispatchedAt: 1000, endedAt: 1100 },
      { ...answered, dispatchedAt: 1050, endedAt: 1150 },
    ];
    recorder.onStart(first);
    recorder.onStart(second);
    expect(recorder.inFlight).toBe(2);
    // Only what is over is counted: one request for 50 ms.
    expect(recorder.take(0).counters).toMatchObject({ started: 2, ok: 0, inFlightMs: 50, openMs: 0 });
    recorder.onEnd(first, null);
    recorder.onEnd(second, null);
    expect(recorder.inFlight).toBe(0);
    expect(recorder.take(1).counters).toMatchObject({ started: 0, ok: 2, inFlightMs: 150, openMs: 200 });
  });

  it('has status codes one by one', () => {
    const recorder = begun(openWindow);
    for (const status of [200, 200, 404, 599, 101]) {
      recorder.onStart(answered);
      recorder.onEnd({ ...answered, status }, null);
    }
    expect(recorder.take(0).statusCodes).toEqual({ '101': 1, '200': 2, '404': 1, '599': 1 });
    expect(recorder.take(1).statusCodes).toEqual({});
  });
});

function begun(window: Window): Recorder {
  const recorder = new Recorder();
  recorder.begin(window);
  return recorder;
}

/** The whole life of one request. */
function record(window: Window, outcome: Outcome, failure: FailureKind | null): Delta {
  const recorder = begun(window);
  if (window.isOpen) recorder.onPlanned(outcome.plannedAt, outcome.dispatchedAt);
  recorder.onStart(outcome);
  recorder.onEnd(outcome, failure);
  return recorder.take(0);
}

/** The counters that are not 0. */
function moved({ counters }: Delta): object {
  return Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== 0));
}

/** The largest sample of each series that has one. */
function timesMs({ samples }: Delta): object {
  return Object.fromEntries(
    Object.entries(samples).map(([name, { histogram }]) => [name, histogram.maxUs / 1000]),
  );
}
