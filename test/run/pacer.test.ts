import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pacer } from '../../src/run/pacer.ts';
import type { Timers } from '../../src/run/timers.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { manualTimers } from '../support/manual-timers.ts';

describe('a pacer', () => {
  it('releases every start at its own instant', () => {
    const starts = [0, 0.25, 3, 3, 10.5, 500, 501.75];
    expect(releases(starts)).toEqual(starts.map((plannedAt) => ({ plannedAt, at: plannedAt })));
  });

  it('releases every start once, in order and never early, however long each release takes', () => {
    const anyStart = fc.record({ gapMs: fc.double({ min: 0, max: 50, noNaN: true }), takesMs: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(anyStart, { maxLength: 50 }), (gaps) => {
        let at = 0;
        const starts = gaps.map(({ gapMs }) => (at += gapMs));
        const released = releases(starts, (index) => gaps[index]?.takesMs ?? 0);
        expect(released.map(({ plannedAt }) => plannedAt)).toEqual(starts);
        for (const each of released) expect(each.at).toBeGreaterThanOrEqual(each.plannedAt);
      }),
    );
  });

  it('is late by a turn of the loop at most when nothing blocks it', () => {
    const starts = Array.from({ length: 100 }, (_, index) => (index * 1000) / 30);
    for (const { plannedAt, at } of releases(starts)) expect(at - plannedAt).toBeLessThan(0.25);
  });

  it('is late by what is left of a block, and catches up at once', () => {
    const starts = [0, 10, 20, 30, 40, 50];
    const released = releases(starts, (index) => (index === 1 ? 25 : 0));
    expect(released.map(({ plannedAt, at }) => at - plannedAt)).toEqual([0, 0, 15, 5, 0, 0]);
  });

  it('sleeps until 2 ms before a start, and asks the clock on every turn from there', () => {
    const clock = new ManualClock();
    const calls: string[] = [];
    const timers = manualTimers(clock);
    const noted: Timers = {
      after: (delayMs, callback) => {
        calls.push(`after ${delayMs}`);
        return timers.after(delayMs, callback);
      },
      soon: (callback) => {
        calls.push('soon');
        return timers.soon(callback);
      },
    };
    new Pacer(
      [100],
      () => {},
      () => {},
      clock,
      noted,
    ).start();
    while (clock.advanceToNext());
    expect(calls).toEqual(['after 98', ...Array.from({ length: 8 }, () => 'soon')]);
  });

  it('releases 128 starts a turn at most, then lets the loop serve reads', () => {
    const starts = Array.from({ length: 300 }, () => 0);
    const turns = new Map<number, number>();
    for (const { at } of releases(starts)) turns.set(at, (turns.get(at) ?? 0) + 1);
    expect([...turns]).toEqual([
      [0, 128],
      [0.25, 128],
      [0.5, 44],
    ]);
  });

  it('reads one start ahead, so that a schedule may be endless', () => {
    const clock = new ManualClock();
    let read = 0;
    function* endless(): Generator<number> {
      for (;;) yield 10 * read++;
    }
    let released = 0;
    new Pacer(
      endless(),
      () => released++,
      () => {},
      clock,
      manualTimers(clock),
    ).start();
    clock.advance(1000);
    expect([released, read]).toEqual([101, 102]);
  });

  it('says once that its schedule is exhausted, after the last release', () => {
    const { clock, log, pacer } = bench([0, 5]);
    pacer.start();
    clock.advance(1000);
    expect(log).toEqual(['release 0', 'release 5', 'exhausted']);
  });

  it('is exhausted at once by an empty schedule', () => {
    const { log, pacer } = bench([]);
    pacer.start();
    expect(log).toEqual(['exhausted']);
  });

  it('is stopped at no cost when it was not late', () => {
    const { clock, log, pacer } = bench([0, 10, 20]);
    pacer.start();
    clock.advance(15);
    pacer.stop((plannedAt) => log.push(`left ${plannedAt}`));
    clock.advance(1000);
    expect(log).toEqual(['release 0', 'release 10']);
  });

  it('hands over on stop what was due and not released, and forgets what was not due', () => {
    const starts = [0, 1, 2, 3, 1000];
    const { clock, log, pacer } = bench(starts, () => {
      clock.advance(2.5);
      pacer.stop((plannedAt, now) => log.push(`left ${plannedAt} at ${now}`));
    });
    pacer.start();
    clock.advance(2000);
    expect(log).toEqual(['release 0', 'left 1 at 2.5', 'left 2 at 2.5', 'exhausted']);
  });

  it('hands over what is due at this very instant, too', () => {
    const { clock, log, pacer } = bench([0, 1, 2]);
    clock.advance(1);
    pacer.stop((plannedAt) => log.push(`left ${plannedAt}`));
    expect(log).toEqual(['left 0', 'left 1']);
  });

  it('gives nothing twice when it is stopped again', () => {
    const { clock, log, pacer } = bench([0, 1, 2]);
    clock.advance(1.5);
    for (const time of ['first', 'second']) pacer.stop((plannedAt) => log.push(`${time} ${plannedAt}`));
    expect(log).toEqual(['first 0', 'first 1']);
  });
});

type Release = { readonly plannedAt: number; readonly at: number };

/** All releases of a schedule from 0 on, with the instants at which they came; each blocks the loop for a time. */
function releases(starts: readonly number[], takesMs: (index: number) => number = () => 0): Release[] {
  const clock = new ManualClock();
  const released: Release[] = [];
  const onRelease = (plannedAt: number, at: number): void => {
    const blockMs = takesMs(released.push({ plannedAt, at }) - 1);
    // Nothing else is scheduled, so time passes and nothing runs: a blocked loop.
    if (blockMs > 0) clock.advance(blockMs);
  };
  new Pacer(starts, onRelease, () => {}, clock, manualTimers(clock)).start();
  while (clock.advanceToNext());
  return released;
}

function bench(
  starts: readonly number[],
  onRelease: () => void = () => {},
): { clock: ManualClock; log: string[]; pacer: Pacer } {
  const clock = new ManualClock();
  const log: string[] = [];
  const pacer = new Pacer(
    starts,
    (plannedAt) => {
      log.push(`release ${plannedAt}`);
      onRelease();
    },
    () => log.push('exhausted'),
    clock,
    manualTimers(clock),
  );
  return { clock, log, pacer };
}
