import { describe, expect, it } from 'vitest';
import { Recorder } from '../../src/stats/recorder.ts';
import { OutcomeWindows } from '../../src/stats/outcome-windows.ts';
import { ShareWindows } from '../../src/stats/share-windows.ts';
import { unplanned } from '../support/outcome.ts';

describe('windows of counts', () => {
  it('keep intervals apart, add what comes late, and leave out those without any', () => {
    const windows = new ShareWindows();
    windows.add(1, 2, 10);
    windows.add(0, 1, 10);
    windows.add(1, 1, 5);
    windows.add(2, 0, 0);
    expect(windows.list()).toEqual([
      { hits: 1, count: 10 },
      { hits: 3, count: 15 },
    ]);
  });

  it('lose nothing when they grow wider', () => {
    const windows = new ShareWindows(8);
    for (let interval = 0; interval < 100; interval++) windows.add(interval, interval % 2, 10);
    const list = windows.list();
    expect(list.length).toBeLessThanOrEqual(8);
    expect(list.reduce((sum, { hits }) => sum + hits, 0)).toBe(50);
    expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
  });
});

it('errors, checks and times of each name are kept by the interval', () => {
  const windows = new OutcomeWindows();
  for (let interval = 0; interval < 3; interval++) {
    const recorder = new Recorder();
    recorder.begin({ isOpen: false, measureFrom: 0, measureTo: 1e6 });
    const row = recorder.rowOf('orders');
    for (const status of [200, 200, interval === 1 ? 500 : 200]) {
      recorder.onStart({ ...unplanned, row });
      recorder.onEnd({ ...unplanned, row, status }, null);
    }
    recorder.onCheck({ ...unplanned, row }, 'status is 200', interval !== 1, () => 'got 500');
    windows.add(structuredClone(recorder.take(interval)));
  }
  const errors = [0, 1, 0].map((hits) => ({ hits, count: 3 }));
  const passes = [1, 0, 1].map((hits) => ({ hits, count: 1 }));
  const orders = windows.ofName('orders');
  expect(windows.errors.list()).toEqual(errors);
  expect(orders?.errors.list()).toEqual(errors);
  expect(orders?.latency.list().map(({ counts }) => counts.count)).toEqual([3, 3, 3]);
  for (const checks of [windows.checks, orders?.checks, windows.ofCheck('orders', 'status is 200')]) {
    expect(checks?.list()).toEqual(passes);
  }
  expect(windows.ofName('login')).toBeUndefined();
  expect(windows.ofCheck(null, 'status is 200')).toBeUndefined();
});
