import { describe, expect, it } from 'vitest';
import { nextBackoffMs } from '../../src/http/backoff.ts';

describe('the pause before the next attempt to connect', () => {
  it.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [7, 640],
    [8, 1000],
    [1000, 1000],
    [1_000_000, 1000],
  ])('is, after %i failures in a row, %i ms', (failures, pauseMs) => {
    expect(nextBackoffMs(failures, () => 0.5)).toBe(pauseMs);
  });

  it('differs by up to a fifth in both directions', () => {
    expect(nextBackoffMs(1, () => 0)).toBe(8);
    expect(nextBackoffMs(1, () => 0.75)).toBe(11);
    expect(nextBackoffMs(8, () => 0)).toBe(800);
  });
});
