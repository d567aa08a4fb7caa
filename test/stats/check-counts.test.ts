import { describe, expect, it } from 'vitest';
import { CheckCounts } from '../../src/stats/check-counts.ts';
import { Recorder } from '../../src/stats/recorder.ts';
import { Tally } from '../../src/stats/tally.ts';
import { answered } from '../support/outcome.ts';

const nothing = (): string => '';

describe('checks', () => {
  it('are counted by request and label, in the order in which they were first made', () => {
    const checks = new CheckCounts();
    for (const passed of [true, false, true]) checks.add('orders', 'status is 200', passed, () => '500');
    checks.add('order', 'status is 200', true, nothing);
    checks.add(null, 'total adds up', true, nothing);
    checks.add('orders', 'has items', true, nothing);
    expect(checks.list()).toEqual([
      { request: 'orders', label: 'status is 200', passed: 2, failed: 1, example: '500' },
      { request: 'orders', label: 'has items', passed: 1, failed: 0, example: null },
      { request: 'order', label: 'status is 200', passed: 1, failed: 0, example: null },
      { request: null, label: 'total adds up', passed: 1, failed: 0, example: null },
    ]);
  });

  it('ask for an example once, when they first fail', () => {
    const checks = new CheckCounts();
    let asked = 0;
    const example = (): string => `the ${++asked}. answer`;
    for (const passed of [true, false, false]) checks.add('orders', 'has items', passed, example);
    expect(checks.take()).toMatchObject([{ failed: 2, example: 'the 1. answer' }]);
    checks.add('orders', 'has items', false, example);
    expect(checks.take()).toMatchObject([{ failed: 1, example: null }]);
    expect(asked).toBe(1);
    expect(checks.take()).toEqual([]);
  });

  it('share one count past the first thousand', () => {
    const checks = new CheckCounts();
    for (let number = 0; number < 1500; number++) checks.add('orders', `check ${number}`, true, nothing);
    checks.add('orders', 'check 7', true, nothing);
    const list = checks.list();
    expect(list.length).toBe(1001);
    expect(list.find(({ label }) => label === 'check 7')?.passed).toBe(2);
    expect(list.at(-1)).toMatchObject({ request: null, label: '(other)', passed: 500 });
  });

  it('of several workers are added up, with the first example', () => {
    const [first, second] = [new CheckCounts(), new CheckCounts()];
    first.add('orders', 'has items', true, nothing);
    second.add('orders', 'has items', false, () => '[]');
    const all = new CheckCounts();
    for (const worker of [first, second]) all.merge(structuredClone(worker.take()));
    expect(all.list()).toEqual([
      { request: 'orders', label: 'has items', passed: 1, failed: 1, example: '[]' },
    ]);
  });
});

describe('a recorder', () => {
  it('counts checks of measured requests only, and gives them the name of their row', () => {
    const recorder = new Recorder();
    recorder.begin({ isOpen: true, measureFrom: 1000, measureTo: 2000 });
    const row = recorder.rowOf('orders');
    recorder.onCheck({ ...answered, row }, 'status is 200', true, nothing);
    recorder.onCheck({ ...answered, row, plannedAt: 999 }, 'status is 200', false, nothing);
    recorder.onCheck(answered, 'total adds up', false, () => '3 is not 4');
    const tally = new Tally();
    tally.add(recorder.take(0));
    expect(tally.checks.list()).toEqual([
      { request: 'orders', label: 'status is 200', passed: 1, failed: 0, example: null },
      { request: null, label: 'total adds up', passed: 0, failed: 1, example: '3 is not 4' },
    ]);
  });
});
