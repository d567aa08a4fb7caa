import { describe, expect, it } from 'vitest';
import { RequestRows } from '../../src/stats/request-rows.ts';
import { type FailureKind, type Outcome, Recorder, type Window } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import { answered, lost, unwritten } from '../support/outcome.ts';

const openWindow: Window = { isOpen: true, measureFrom: 1000, measureTo: 2000 };
const closedWindow: Window = { ...openWindow, isOpen: false };

describe('the rows of requests', () => {
  it('have one index for each name', () => {
    const rows = new RequestRows();
    expect(
      ['orders', 'order', 'orders', '__proto__', '1', 'order'].map((name) => rows.indexOf(name)),
    ).toEqual([0, 1, 0, 2, 3, 1]);
    expect(rows.list().map(({ name }) => name)).toEqual(['orders', 'order', '__proto__', '1']);
  });

  it('are 100 and one for all others', () => {
    const rows = new RequestRows();
    const indexes = Array.from({ length: 500 }, (_, number) => rows.indexOf(`request ${number}`));
    expect(indexes.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(new Set(indexes.slice(100))).toEqual(new Set([100]));
    expect(rows.list().at(-1)?.name).toBe('(other)');
    expect(rows.indexOf('request 7')).toBe(7);
  });

  it('are none for what has none', () => {
    const rows = new RequestRows();
    rows.indexOf('orders');
    expect(rows.at(-1)).toBeUndefined();
  });
});

describe('a row', () => {
  it.each<[string, Outcome, FailureKind | null, object, object]>([
    ['answered', answered, null, { ok: 1, answeredInWindow: 1 }, { responseOk: 40, serviceOk: 37 }],
    [
      'refused by the server',
      { ...answered, status: 404 },
      null,
      { httpError: 1, answeredInWindow: 1 },
      { responseRest: 40, serviceRest: 37 },
    ],
    [
      'wrong by a check',
      { ...answered, judged: 'check-failed' },
      null,
      { checkFailed: 1, answeredInWindow: 1 },
      { responseRest: 40, serviceRest: 37 },
    ],
    ['lost on its way', lost, 'transportError', { transportError: 1 }, { responseRest: 40, serviceRest: 37 }],
    ['without a socket', unwritten, 'transportError', { transportError: 1 }, { responseRest: 40 }],
    ['too slow', lost, 'timeout', { timeout: 1 }, { responseRest: 40, serviceRest: 37 }],
    ['aborted', lost, 'aborted', { aborted: 1 }, { responseRest: 40, serviceRest: 37 }],
    ['unfinished', lost, 'censored', { censored: 1 }, { responseRest: 40, serviceRest: 37 }],
  ])('has the request that was %s, and its times', (_name, outcome, failure, counters, timesMs) => {
    const recorder = begun(openWindow);
    const row = recorder.rowOf('orders');
    play(recorder, { ...outcome, row }, failure);
    const [taken, ...others] = recorder.take(0).rows;
    expect(others).toEqual([]);
    expect(moved(taken?.counters)).toEqual(counters);
    expect(largestMs(taken?.samples)).toEqual(timesMs);
  });

  it('has service time alone in a closed model', () => {
    const recorder = begun(closedWindow);
    play(recorder, { ...answered, plannedAt: NaN, row: recorder.rowOf('orders') }, null);
    expect(largestMs(recorder.take(0).rows[0]?.samples)).toEqual({ serviceOk: 37 });
  });

  it.each<[FailureKind, number]>([
    ['transportError', 0],
    ['timeout', 1],
    ['aborted', 1],
    ['censored', 1],
  ])('has a request that ended as %s as a lower bound %i times', (failure, bounds) => {
    const recorder = begun(openWindow);
    play(recorder, { ...lost, row: recorder.rowOf('orders') }, failure);
    const [row] = recorder.take(0).rows;
    expect([row?.samples.responseRest?.censored, row?.samples.serviceRest?.censored]).toEqual([
      bounds,
      bounds,
    ]);
  });

  it('has nothing of the warm-up but that it was answered in the measured part', () => {
    const recorder = begun(openWindow);
    const row = recorder.rowOf('orders');
    play(recorder, { ...answered, plannedAt: 999, row }, null);
    play(recorder, { ...lost, plannedAt: 999, row }, 'timeout');
    const [taken] = recorder.take(0).rows;
    expect(moved(taken?.counters)).toEqual({ answeredInWindow: 1 });
    expect(taken?.samples).toEqual({});
  });

  it('is handed over once, and not at all while nothing came', () => {
    const recorder = begun(openWindow);
    const [orders, order] = [recorder.rowOf('orders'), recorder.rowOf('order')];
    play(recorder, { ...answered, row: order }, null);
    expect(recorder.take(0).rows.map(({ name }) => name)).toEqual(['order']);
    expect(recorder.take(1).rows).toEqual([]);
    play(recorder, { ...answered, row: orders }, null);
    expect(recorder.take(2).rows.map(({ name, counters }) => [name, counters.ok])).toEqual([['orders', 1]]);
  });
});

describe('rows of several workers', () => {
  it('are merged by their names, whatever their order', () => {
    const tally = new Tally();
    for (const names of [
      ['orders', 'order'],
      ['order', 'login', 'orders'],
    ]) {
      const recorder = begun(openWindow);
      for (const name of names) play(recorder, { ...answered, row: recorder.rowOf(name) }, null);
      play(recorder, { ...lost, row: recorder.rowOf('order') }, 'timeout');
      tally.add(structuredClone(recorder.take(0)));
    }
    expect(tally.rows.list().map(({ name, counters }) => [name, counters.ok, counters.timeout])).toEqual([
      ['orders', 2, 0],
      ['order', 2, 2],
      ['login', 1, 0],
    ]);
    const order = tally.rows.at(1);
    expect(order?.samples('serviceOk')?.histogram.count).toBe(2);
    expect(order?.samples('serviceRest')?.censored).toBe(2);
  });
});

describe('what a whole response counts as', () => {
  it.each([
    ['by-status', 399, 'ok'],
    ['by-status', 400, 'httpError'],
    ['ok', 503, 'ok'],
    ['http-error', 200, 'httpError'],
    ['check-failed', 200, 'checkFailed'],
  ] as const)('judged %s with status %i is %s', (judged, status, kind) => {
    const recorder = begun(closedWindow);
    play(recorder, { ...answered, plannedAt: NaN, judged, status }, null);
    const { counters, samples, statusCodes } = recorder.take(0);
    expect({ ok: counters.ok, httpError: counters.httpError, checkFailed: counters.checkFailed }).toEqual({
      ok: 0,
      httpError: 0,
      checkFailed: 0,
      [kind]: 1,
    });
    expect(Object.keys(samples)).toEqual([kind === 'ok' ? 'serviceOk' : 'serviceRest', 'timeToFirstByte']);
    expect(statusCodes).toEqual({ [status]: 1 });
  });
});

function begun(window: Window): Recorder {
  const recorder = new Recorder();
  recorder.begin(window);
  return recorder;
}

function play(recorder: Recorder, outcome: Outcome, failure: FailureKind | null): void {
  recorder.onStart(outcome);
  recorder.onEnd(outcome, failure);
}

function moved(counters: object = {}): object {
  return Object.fromEntries(Object.entries(counters).filter(([, value]) => value !== 0));
}

/** The largest sample of each series that has one. */
function largestMs(samples: Record<string, { readonly histogram: { readonly maxUs: number } }> = {}): object {
  return Object.fromEntries(
    Object.entries(samples).map(([name, { histogram }]) => [name, histogram.maxUs / 1000]),
  );
}
