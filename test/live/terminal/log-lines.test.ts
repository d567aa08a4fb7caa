import { describe, expect, it } from 'vitest';
import { LogLines } from '../../../src/live/terminal/log-lines.ts';
import { tickAt } from '../../support/live-tick.ts';

describe('log lines', () => {
  it('come every five seconds, and say what the newest one was like', () => {
    const { view, lines } = logged();
    for (let second = 1; second <= 10; second++) {
      view.onTick(tickAt(second, { lengthMs: 30_000, progress: second / 30, errors: second - 4 }));
    }
    expect(lines).toEqual([
      '5 s of 30 s: 61,000/s, p50 788 µs, p99 1.64 ms in the last second; 1 error so far',
      '10 s of 30 s: 61,000/s, p50 788 µs, p99 1.64 ms in the last second; 6 errors so far',
    ]);
  });

  it('are none of a run that takes less, or that ends at that time', () => {
    const { view, lines } = logged();
    for (let second = 1; second <= 4; second++) view.onTick(tickAt(second));
    view.onTick(tickAt(5, { lengthMs: 5000, progress: 1 }));
    expect(lines).toEqual([]);
  });

  it('are about sixty of an hour', () => {
    const { view, lines } = logged();
    for (let second = 1; second <= 3600; second++) {
      view.onTick(tickAt(second, { lengthMs: 3_600_000, progress: second / 3600.5 }));
    }
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.length).toBeLessThan(70);
    expect(lines.slice(0, 12).map((line) => line.split(' of ')[0])).toEqual([
      '5 s',
      '10 s',
      '15 s',
      '20 s',
      '25 s',
      '30 s',
      '35 s',
      '40 s',
      '45 s',
      '50 s',
      '55 s',
      '1 min',
    ]);
  });

  it('count the load of a row of short runs together, and name the run', () => {
    const { view, lines } = logged();
    for (let pair = 1; pair <= 3; pair++) {
      view.setLabel(`A, pair ${pair} of 3\n::error::`);
      for (const second of [1, 2]) view.onTick(tickAt(second, { lengthMs: 2000, progress: second / 2 }));
    }
    expect(lines).toEqual([expect.stringMatching(/^A, pair 3 of 3 ::error::: 1 s of 2 s: 61,000\/s/)]);
  });

  it('count runs that are over before their first second, too', () => {
    const { view, lines } = logged();
    for (let run = 1; run <= 10; run++) {
      view.setLabel(`run ${run}`);
      view.onTick(tickAt(1, { elapsedMs: 500 + run, lengthMs: null, progress: null }));
    }
    expect(lines).toEqual([expect.stringMatching(/^run 10: /)]);
  });

  it.each([
    [{ isWarmup: true, lengthMs: null, progress: null }, /^warming up 5 s: /],
    [{ lengthMs: 4000, progress: 1, elapsedMs: 6000 }, /^$/],
    [
      { lengthMs: null, progress: 0.4, p50Us: null, p99Us: null, maxUs: null },
      /^5 s: 61,000\/s, p50 –, max – in/,
    ],
  ])('know of %o', (given, expected) => {
    const { view, lines } = logged();
    view.onTick(tickAt(5, given));
    view.onSnapshot();
    view.clear();
    view.close();
    expect(lines.join('\n')).toMatch(expected);
  });
});

function logged(): { view: LogLines; lines: string[] } {
  const lines: string[] = [];
  return { view: new LogLines((line) => lines.push(line)), lines };
}
