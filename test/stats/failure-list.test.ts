import { describe, expect, it } from 'vitest';
import { FailureList } from '../../src/stats/failure-list.ts';

describe('a failure list', () => {
  it('counts by reason, with the first example of each, the most frequent first', () => {
    const list = new FailureList();
    list.add('reset', 1, 'the first');
    list.add('protocol', 2, 'a bad head');
    list.add('reset', 4, 'a later one');
    expect(list.list()).toEqual([
      { reason: 'reset', count: 5, example: 'the first' },
      { reason: 'protocol', count: 2, example: 'a bad head' },
    ]);
  });

  it('merges another', () => {
    const [one, other] = [new FailureList(), new FailureList()];
    one.add('reset', 1, 'mine');
    other.add('reset', 2, 'theirs');
    other.add('tls', 1, 'expired');
    one.addAll(structuredClone(other.list()));
    expect(one.list()).toEqual([
      { reason: 'reset', count: 3, example: 'mine' },
      { reason: 'tls', count: 1, example: 'expired' },
    ]);
  });

  it('keeps 100 reasons apart and counts the rest as other: none is lost, none fills memory', () => {
    const list = new FailureList();
    for (let reason = 0; reason < 1000; reason++) list.add(`reason ${reason}`, 2, `example ${reason}`);
    list.add('reason 7', 5, 'known');
    const failures = list.list();
    expect(failures).toHaveLength(101);
    expect(failures[0]).toEqual({ reason: 'other', count: 1800, example: 'example 100' });
    expect(failures[1]).toEqual({ reason: 'reason 7', count: 7, example: 'example 7' });
    expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(2005);
  });

  it('is empty after it was cleared', () => {
    const list = new FailureList();
    list.add('reset', 1, '');
    list.clear();
    expect(list.list()).toEqual([]);
  });

  it('hands out what later failures don’t change once it is cleared', () => {
    const list = new FailureList();
    list.add('reset', 1, 'old');
    const taken = list.list();
    list.clear();
    list.add('reset', 1, 'new');
    expect(taken).toEqual([{ reason: 'reset', count: 1, example: 'old' }]);
  });
});
