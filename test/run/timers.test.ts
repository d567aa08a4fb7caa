import { describe, expect, it } from 'vitest';
import { realTimers } from '../../src/run/timers.ts';

describe('the timers of the event loop', () => {
  it('call back after a while, and soon', async () => {
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      realTimers.after(1, () => {
        order.push('after');
        resolve();
      });
      realTimers.soon(() => order.push('soon'));
      order.push('now');
    });
    expect(order.toSorted((a, b) => a.localeCompare(b))).toEqual(['after', 'now', 'soon']);
    expect(order[0]).toBe('now');
  });

  it('forget what was called off', async () => {
    const cancels = [
      realTimers.after(1, () => expect.unreachable()),
      realTimers.soon(() => expect.unreachable()),
      realTimers.after(2 ** 31, () => expect.unreachable()),
    ];
    for (const cancel of cancels) cancel();
    await new Promise<void>((resolve) => realTimers.after(3, resolve));
    expect(cancels).toHaveLength(3);
  });

  it('wait longer than a timer of Node can: 30 days are not over at once', async () => {
    const log: string[] = [];
    const cancels = [30 * 24 * 3_600_000, Infinity].map((ms) => realTimers.after(ms, () => log.push('over')));
    await new Promise<void>((resolve) => realTimers.after(5, resolve));
    for (const cancel of cancels) cancel();
    expect(log).toEqual([]);
  });
});
