import { describe, expect, it } from 'vitest';
import { ManualClock } from './manual-clock.ts';

describe('a manual clock', () => {
  it('runs what falls due in order of time, the earlier scheduled first', () => {
    const clock = new ManualClock(100);
    const ran: string[] = [];
    const note = (name: string) => (): number => ran.push(`${name} ${clock.now()}`);
    clock.schedule(120, note('later'));
    clock.schedule(110, note('first'));
    clock.schedule(110, note('second'));
    clock.schedule(131, note('beyond'));
    clock.advance(30);
    expect(ran).toEqual(['first 110', 'second 110', 'later 120']);
    expect(clock.now()).toBe(130);
  });

  it('runs what is scheduled meanwhile, if it falls due', () => {
    const clock = new ManualClock();
    const ranAt: number[] = [];
    const again = (): void => {
      ranAt.push(clock.now());
      clock.schedule(clock.now() + 4, again);
    };
    clock.schedule(4, again);
    clock.advance(10);
    expect(ranAt).toEqual([4, 8]);
  });

  it('never runs what is due before it is told to go on', () => {
    const clock = new ManualClock(5);
    let runs = 0;
    clock.schedule(1, () => runs++);
    expect(runs).toBe(0);
    clock.advance(0);
    expect([runs, clock.now()]).toEqual([1, 5]);
  });

  it('runs nothing while it stands still, and what fell due meanwhile afterwards', () => {
    const clock = new ManualClock();
    const ranAt: number[] = [];
    clock.schedule(3, () => ranAt.push(clock.now()));
    clock.standStill(10);
    expect(ranAt).toEqual([]);
    clock.advance(0);
    expect(ranAt).toEqual([10]);
  });

  it('forgets what was called off', () => {
    const clock = new ManualClock();
    const cancel = clock.schedule(1, () => expect.unreachable());
    cancel();
    cancel();
    expect(clock.advanceToNext()).toBe(false);
    expect(clock.nextAt).toBe(Infinity);
  });
});
