import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pacer } from '../../src/run/pacer.ts';
import type { Pacing } from '../../src/scenario/load.ts';
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
      'auto',
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

describe('a pacer that is told to', () => {
  it('auto sleeps until 1.5 ms before a start, and asks the clock on every turn from there', () => {
    expect(waits([100, 101.5], 'auto').calls).toEqual(['after 98.5', ...soon(6), ...soon(6)]);
  });

  it('precise never sleeps', () => {
    expect(waits([10, 100], 'precise').calls).toEqual(soon(400));
  });

  it('timer asks once a start, up to a millisecond late', () => {
    const { calls, spunMs } = waits([0.25, 10.5, 10.75, 20], 'timer');
    // Woken at 1, 11 and 20: the two that were due by 11 go together.
    expect(calls).toEqual(['after 1', 'after 10', 'after 9']);
    expect(spunMs).toBe(0);
  });

  it.each(['precise', 'timer', 'auto'] as const)('%s releases all that is due, and none early', (pacing) => {
    const starts = Array.from({ length: 300 }, (_, index) => index * 0.7);
    const released = releases(starts, (index) => (index === 100 ? 20 : 0), pacing);
    expect(released.map(({ plannedAt }) => plannedAt)).toEqual(starts);
    for (const { plannedAt, at } of released) expect(at).toBeGreaterThanOrEqual(plannedAt);
  });
});

describe('a pacer on a system with coarse timers', () => {
  // As on Windows: a timer fires with the next tick of 15.625 ms.
  const tickMs = 15.625;
  const starts = Array.from({ length: 400 }, (_, index) => 20 + index * 50.3);

  it('learns how early it has to wake up', () => {
    const lags = coarse(starts);
    expect(Math.max(...lags.slice(0, 20))).toBeGreaterThan(10);
    const late = lags.slice(100).filter((lagMs) => lagMs > 1);
    expect(late.length).toBeLessThan(0.05 * 300);
  });

  function coarse(planned: readonly number[]): number[] {
    const clock = new ManualClock();
    const timers = manualTimers(clock);
    const ticking: Timers = {
      ...timers,
      after: (delayMs, callback) =>
        clock.schedule(Math.ceil((clock.now() + delayMs) / tickMs) * tickMs, callback),
    };
    const lags: number[] = [];
    new Pacer(
      planned,
      (plannedAt, now) => lags.push(now - plannedAt),
      () => {},
      'auto',
      clock,
      ticking,
    ).start();
    while (clock.advanceToNext());
    return lags;
  }
});

describe('the time that a pacer spun', () => {
  it('is that of turns which only asked the clock', () => {
    expect(waits([100], 'auto').spunMs).toBe(1.5);
    expect(waits([0, 0, 0], 'precise').spunMs).toBe(0);
  });

  it('has little of a turn that other work made long', () => {
    const clock = new ManualClock();
    const turnsMs = [0.25, 10, 0.25];
    const timers: Timers = {
      ...manualTimers(clock),
      soon: (callback) => clock.schedule(clock.now() + (turnsMs.shift() ?? 0.25), callback),
    };
    const nothing = (): void => {};
    const pacer = new Pacer([10.75], nothing, nothing, 'precise', clock, timers);
    pacer.start();
    while (clock.advanceToNext());
    expect(pacer.spunMs).toBe(0.25 + 0.75 + 0.25 + 0.25);
  });
});

describe('a pacer that is to follow other starts', () => {
  it('drops what it had planned from then on, and takes up the others', () => {
    const { clock, log, pacer } = bench([0, 10, 20, 30, 40]);
    pacer.start();
    clock.advance(15);
    pacer.follow(25, [25, 26, 60]);
    clock.advance(1000);
    const released = [0, 10, 20, 25, 26, 60].map((at) => `release ${at}`);
    expect(log).toEqual([...released, 'exhausted']);
  });

  it('wakes up for the first of them, also from a sleep until far behind it', () => {
    const { clock, log, pacer } = bench([0, 5000]);
    pacer.start();
    clock.advance(15);
    pacer.follow(25, [25]);
    clock.advance(15);
    expect(log).toEqual(['release 0', 'release 25', 'exhausted']);
  });

  it('is exhausted where there are none', () => {
    const { clock, log, pacer } = bench([0, 5000]);
    pacer.start();
    clock.advance(15);
    pacer.follow(25, []);
    expect(log).toEqual(['release 0', 'exhausted']);
  });

  it('stays stopped', () => {
    const { clock, log, pacer } = bench([0, 10, 20]);
    pacer.start();
    clock.advance(15);
    pacer.stop(() => {});
    pacer.follow(25, [25]);
    clock.advance(1000);
    expect(log).toEqual(['release 0', 'release 10']);
  });
});

function soon(times: number): string[] {
  return Array.from({ length: times }, () => 'soon');
}

/** How the pacer waited for its starts. */
function waits(starts: readonly number[], pacing: Pacing): { calls: string[]; spunMs: number } {
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
  const pacer = new Pacer(
    starts,
    () => {},
    () => {},
    pacing,
    clock,
    noted,
  );
  pacer.start();
  while (clock.advanceToNext());
  return { calls, spunMs: pacer.spunMs };
}

type Release = { readonly plannedAt: number; readonly at: number };

/** All releases of a schedule from 0 on, with the instants at which they came; each blocks the loop for a time. */
function releases(
  starts: readonly number[],
  takesMs: (index: number) => number = () => 0,
  pacing: Pacing = 'auto',
): Release[] {
  const clock = new ManualClock();
  const released: Release[] = [];
  const onRelease = (plannedAt: number, at: number): void => {
    const blockMs = takesMs(released.push({ plannedAt, at }) - 1);
    // Nothing else is scheduled, so time passes and nothing runs: a blocked loop.
    if (blockMs > 0) clock.advance(blockMs);
  };
  new Pacer(starts, onRelease, () => {}, pacing, clock, manualTimers(clock)).start();
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
    'auto',
    clock,
    manualTimers(clock),
  );
  return { clock, log, pacer };
}
