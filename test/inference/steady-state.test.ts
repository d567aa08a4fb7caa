import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.ts';
import { steadyFrom } from '../../src/inference/steady-state.ts';

describe('a series that is steady', () => {
  it.each([
    ['from its start, when it never moves', Array<number>(10).fill(100), 0],
    ['from where a slow start ends', [...descending(900, 100, 8), ...Array<number>(12).fill(100)], 8],
    ['from where a step ends', [500, 500, 500, ...Array<number>(10).fill(100)], 3],
  ])('%s', (_, values, from) => {
    expect(steadyFrom(values)).toBe(from);
  });

  it('is one whose start-up has almost died away, though nothing hides the rest of it', () => {
    const values = Array.from({ length: 36 }, (_, index) => 100 * (1 + 4 * Math.exp(-index / 3)));
    expect(steadyFrom(values)).not.toBeNull();
  });

  it('is one that falls by less than 5 %', () => {
    expect(steadyFrom(rising(20, 100_000, -150, 500))).not.toBeNull();
  });

  it('is found so within 30 values in nine of ten cases, whatever the chance in it', () => {
    const found = Array.from({ length: 200 }, (_, seed) => firstFound(noisy(30, seed, () => 100)));
    expect(found.filter((length) => length <= 30).length).toBeGreaterThanOrEqual(180);
    expect(Math.min(...found)).toBe(10);
  });

  it('is found so soon after a start-up that dies away below its noise', () => {
    const dying = (index: number): number => 100 * (1 + 4 * Math.exp(-index / 3));
    const found = Array.from({ length: 200 }, (_, seed) => firstFound(noisy(60, seed, dying)));
    // By then, less than half a percent of it is left.
    expect(Math.min(...found)).toBeGreaterThan(20);
    expect(found.filter((length) => length <= 60).length).toBeGreaterThanOrEqual(180);
  });
});

describe('a series that is not steady', () => {
  it.each<[string, number[]]>([
    ['with less than ten values', Array<number>(9).fill(100)],
    ['with less than ten values behind the cut', [500, 500, 500, ...Array<number>(9).fill(100)]],
    ['when it falls by more than 5 %', rising(20, 100_000, -600, 1000)],
    ['when it rises', Array.from({ length: 40 }, (_, index) => 100 + index)],
    ['when it falls', Array.from({ length: 40 }, (_, index) => 100 - index)],
    [
      'when it saws, and has done so three times',
      Array.from({ length: 60 }, (_, index) => 100 + 10 * (index % 20)),
    ],
    ['when a step came in its second half', [...Array<number>(12).fill(500), ...Array<number>(10).fill(100)]],
  ])('%s', (_, values) => {
    expect(steadyFrom(values)).toBeNull();
  });

  it('is seldom taken for steady while it rises by a third in noise that hides it', () => {
    const taken = Array.from({ length: 200 }, (_, seed) =>
      steadyFrom(noisy(60, seed, (index) => 20 + 0.1 * index)),
    );
    expect(taken.filter((from) => from !== null).length).toBeLessThan(40);
  });

  it('is seldom taken for steady while it moves by its own noise within twenty values', () => {
    const taken = Array.from({ length: 200 }, (_, seed) =>
      steadyFrom(noisy(20, seed, (index) => 100 + index)),
    );
    expect(taken.filter((from) => from !== null).length).toBeLessThan(20);
  });
});

function descending(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / count);
}

/** How many of the values are needed to find them steady, taken one after the other; Infinity: more than all. */
function firstFound(values: readonly number[]): number {
  const lengths = values.map((_, index) => index + 1);
  return lengths.find((length) => steadyFrom(values.slice(0, length)) !== null) ?? Infinity;
}

/** In a straight line but for a wave of two values. */
function rising(count: number, from: number, by: number, wave: number): number[] {
  return Array.from({ length: count }, (_, index) => from + by * index + wave * (-1) ** index);
}

/** About a mean that may move, with a spread of up to 5 to both sides. */
function noisy(count: number, seed: number, mean: (index: number) => number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, index) => mean(index) + 10 * random() - 5);
}
