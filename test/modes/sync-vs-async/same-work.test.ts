import { describe, expect, it } from 'vitest';
import { isSameWork } from '../../../src/modes/sync-vs-async/same-work.ts';

describe('two sides did the same work', () => {
  it.each([
    [1000, 0, 0, true],
    [1000, 0, 10, true],
    [1000, 300, 300, true],
    // Of 500 each, 30 % and 35 % are what chance makes of the same share.
    [500, 150, 175, true],
    [1000, 0, 50, false],
    [1000, 50, 0, false],
    [50, 34, 0, false],
    [1000, 300, 420, false],
    [10, 0, 10, false],
    [10, 10, 10, true],
  ])('of %i requests each when %i and %i failed: %s', (started, left, right, expected) => {
    expect(isSameWork({ started, failed: left }, { started, failed: right })).toBe(expected);
  });

  it('only when both sent as many, and any', () => {
    expect(isSameWork({ started: 10, failed: 0 }, { started: 9, failed: 0 })).toBe(false);
    expect(isSameWork({ started: 0, failed: 0 }, { started: 0, failed: 0 })).toBe(false);
  });
});
