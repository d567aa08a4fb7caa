import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delta, seriesNames } from '../../src/stats/delta.ts';
import { type FailureKind, type Outcome, Recorder } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import { answered, lost, unwritten } from '../support/outcome.ts';

const ends: readonly { readonly outcome: Outcome; readonly failure: FailureKind | null }[] = [
  { outcome: answered, failure: null },
  { outcome: { ...answered, status: 404 }, failure: null },
  { outcome: lost, failure: 'transportError' },
  { outcome: unwritten, failure: 'transportError' },
  { outcome: { ...lost, reason: 'response-timeout', detail: '' }, failure: 'timeout' },
  { outcome: { ...lost, reason: 'aborted', detail: '' }, failure: 'aborted' },
  { outcome: { ...lost, reason: 'aborted', detail: '' }, failure: 'censored' },
];

/** A planned start in whole milliseconds: sums of them are exact in any order. */
type Start = {
  readonly plannedAt: number;
  readonly lagMs: number;
  readonly tookMs: number;
  readonly isMissed: boolean;
  readonly end: (typeof ends)[number];
};

const anyStart: fc.Arbitrary<Start> = fc.record({
  plannedAt: fc.integer({ min: 0, max: 5000 }),
  lagMs: fc.nat(20),
  tookMs: fc.integer({ min: 1, max: 2000 }),
  isMissed: fc.boolean(),
  end: fc.constantFrom(...ends),
});

describe('a tally', () => {
  it('is the same whichever workers recorded, and wherever their deltas were cut', () => {
    const anySplit = fc.record({
      starts: fc.array(anyStart, { maxLength: 40 }),
      workers: fc.array(fc.nat(3), { minLength: 1, maxLength: 10 }),
      takes: fc.uniqueArray(fc.nat(120), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(anySplit, ({ starts, workers, takes }) => {
        const split = tallyOf(starts, (index) => workers[index % workers.length] ?? 0, takes);
        expect(totals(split)).toEqual(totals(tallyOf(starts, () => 0, [])));
      }),
    );
  });

  it('merges deltas that went through structured clone', () => {
    const recorder = begun();
    recorder.onOpen(2, 1);
    recorder.onOpenFailed('tls', 'expired');
    recorder.onStart(lost);
    recorder.onEnd(lost, 'timeout');
    const delta = recorder.take(0);
    const [here, there] = [new Tally(), new Tally()];
    here.add(delta);
    there.add(structuredClone(delta));
    expect(totals(there)).toEqual(totals(here));
    expect(there.socketFaults.list()).toEqual([{ reason: 'tls', count: 1, example: 'expired' }]);
  });

  it('gives up what a lost worker had open and waiting, and says why', () => {
    const tally = new Tally();
    tally.abandon(3, 4);
    tally.abandon(0, 1);
    expect(tally.counters).toMatchObject({ aborted: 3, missedStopped: 5 });
    expect(tally.abandoned).toBe(8);
    expect(tally.failures.list()).toEqual([
      { reason: 'aborted', count: 3, example: 'the worker that had sent it was lost' },
    ]);
  });

  it('finds the interval in which requests in flight and their times disagree most', () => {
    const tally = new Tally();
    const recorder = begun();
    const busy = (fromMs: number): Delta => {
      for (let index = 0; index < 100; index++) {
        const outcome = { ...answered, plannedAt: fromMs, dispatchedAt: fromMs + index };
        recorder.onStart(outcome);
        // Every other one is still open when the interval is over.
        if (index % 2 === 0) recorder.onEnd({ ...outcome, endedAt: fromMs + index }, null);
      }
      for (let index = 0; index < 50; index++) {
        recorder.onEnd({ ...answered, dispatchedAt: fromMs + 2 * index + 1, endedAt: fromMs + 900 }, null);
      }
      recorder.onStart({ ...answered, dispatchedAt: fromMs + 950 });
      return recorder.take(0);
    };
    tally.add({ ...busy(1000), interval: 0 });
    tally.add({ ...busy(2000), interval: 1 });
    expect(tally.worstResidual).toEqual({ interval: 0, residual: 0 });
    const wrong = busy(3000);
    const counters = { ...wrong.counters, openMs: wrong.counters.openMs / 2 };
    tally.add({ ...wrong, counters, interval: 2 });
    expect(tally.worstResidual?.interval).toBe(2);
    expect(tally.worstResidual?.residual).toBeGreaterThan(0.3);
  });

  it('knows the last end of any worker', () => {
    const tally = new Tally();
    for (const endedAt of [1500, 1900, 1700]) {
      const recorder = begun();
      recorder.onStart(answered);
      recorder.onEnd({ ...answered, endedAt }, null);
      tally.add(recorder.take(0));
    }
    tally.add(begun().take(1));
    expect(tally.lastEndedAt).toBe(1900);
  });
});

function begun(): Recorder {
  const recorder = new Recorder();
  recorder.begin({ isOpen: true, measureFrom: 1000, measureTo: 4000 });
  return recorder;
}

/** Records each start on its worker; everybody hands over after those events whose numbers are in `takes`. */
function tallyOf(
  starts: readonly Start[],
  workerOf: (index: number) => number,
  takes: readonly number[],
): Tally {
  const tally = new Tally();
  const recorders = Array.from({ length: 4 }, begun);
  const takeAll = (): void => {
    for (const recorder of recorders) tally.add(structuredClone(recorder.take(0)));
  };
  for (const [number, { index, play }] of eventsOf(starts).entries()) {
    const recorder = recorders[workerOf(index)];
    if (recorder !== undefined) play(recorder);
    if (takes.includes(number)) takeAll();
  }
  takeAll();
  return tally;
}

type Event = { readonly at: number; readonly index: number; readonly play: (recorder: Recorder) => void };

/** Plans, starts and ends, in order of time. */
function eventsOf(starts: readonly Start[]): Event[] {
  const events = starts.flatMap(({ plannedAt, lagMs, tookMs, isMissed, end }, index): Event[] => {
    const at = plannedAt + lagMs;
    const endedAt = at + tookMs;
    const outcome: Outcome = {
      ...end.outcome,
      plannedAt,
      dispatchedAt: at,
      writtenAt: Number.isNaN(end.outcome.writtenAt) ? NaN : at,
      firstByteAt: endedAt,
      endedAt,
    };
    const planned: Event = { at, index, play: (recorder) => recorder.onPlanned(plannedAt, at) };
    if (isMissed) {
      return [planned, { at, index, play: (recorder) => recorder.onMissed(plannedAt, at, 'pool') }];
    }
    return [
      planned,
      { at, index, play: (recorder) => recorder.onStart(outcome) },
      { at: endedAt, index, play: (recorder) => recorder.onEnd(outcome, end.failure) },
    ];
  });
  return events.toSorted((a, b) => a.at - b.at);
}

/** All that a tally holds, in an order that doesn't depend on who reported first. */
function totals(tally: Tally): object {
  const byReason = (list: Delta['failures']): Delta['failures'] =>
    list.toSorted((a, b) => a.reason.localeCompare(b.reason));
  return {
    counters: tally.counters,
    samples: seriesNames.map((name) => [name, tally.samples[name].counts()]),
    failures: byReason(tally.failures.list()),
    statusCodes: Object.fromEntries(tally.statusCodes),
    socketsOpened: tally.socketsOpened,
    lastEndedAt: tally.lastEndedAt,
    timeSeries: tally.timeSeries.points(),
  };
}
