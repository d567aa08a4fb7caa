import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePoints, type ChangeSearch } from '../../src/inference/change-points.ts';
import { meanDifference } from '../../src/inference/mean-difference.ts';
import { seededRandom } from '../../src/base/random.ts';

const search: ChangeSearch = {
  maxPValue: 0.001,
  matters: ({ difference }) => Math.abs(difference) >= 0.03,
  confidence: 0.95,
};

describe('change points', () => {
  it.each([
    ['nothing', [], []],
    ['one value', [1], []],
    ['two values', [1, 2], []],
    ['values that are all the same', level(30, 1), []],
    ['a step', [...noise(12), ...noise(12, 1)], [12]],
    ['a step that is taken back', [...noise(15), ...noise(6, 1), ...noise(15)], [15, 21]],
    ['two steps', [...noise(10), ...noise(10, 1), ...noise(10, 2)], [10, 20]],
    ['a single odd value', [...noise(15), 1, ...noise(15)], []],
    ['an odd value at the end', [...noise(15), 1], []],
    ['three values in a row at the end', [...noise(15), 1, 1.01, 0.99], [15]],
    ['three values at the start', [1, 1.01, 0.99, ...noise(15)], [3]],
    ['values without noise that step', [...level(5, 0), ...level(5, 0.5)], [5]],
    ['a step too small to matter', [...level(20, 1), ...level(20, 1.02)], []],
  ])('in %s', (_name, values, places) => {
    expect(changePoints(values, search).map(({ place }) => place)).toEqual(places);
  });

  it('are found beyond one window, each where it is', () => {
    const values = [...noise(80), ...noise(70, 0.5), ...noise(100, 0.2)];
    expect(changePoints(values, search).map(({ place }) => place)).toEqual([80, 150]);
  });

  it('tell the means of the parts that they lie between', () => {
    const values = [...level(5, 0), ...level(5, 1), ...level(5, 3)];
    expect(changePoints(values, search)).toMatchObject([
      { from: 0, place: 5, to: 10, left: 0, right: 1, difference: 1, pValue: 0 },
      { from: 5, place: 10, to: 15, left: 1, right: 3, difference: 2, pValue: 0 },
    ]);
  });

  it('are likely ones that matter, apart by three values at least', () => {
    const part = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: -2, max: 2 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), fc.integer(), (parts, seed) => {
        const values = parts.flatMap(([count, mean]) => noise(count, mean / 5, seed));
        const found = changePoints(values, search);
        const ends = [0, ...found.map(({ place }) => place), values.length];
        for (const [index, change] of found.entries()) {
          expect([change.from, change.to]).toEqual([ends[index], ends[index + 2]]);
          expect(change.place - change.from).toBeGreaterThanOrEqual(3);
          expect(change.to - change.place).toBeGreaterThanOrEqual(3);
          expect(change.pValue).toBeLessThanOrEqual(0.001);
          expect(Math.abs(change.difference)).toBeGreaterThanOrEqual(0.03);
        }
      }),
    );
  });

  it('are seen where there are none in less than 5 % of series of 50 values, and steps of twice the noise after 8', () => {
    const random = seededRandom(5);
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const trials = 200;
    let [alarms, found] = [0, 0];
    for (let trial = 0; trial < trials; trial++) {
      const steady = Array.from({ length: 50 }, () => 0.05 * gauss());
      const stepped = Array.from({ length: 28 }, (_, index) => 0.05 * gauss() + (index < 20 ? 0 : 0.1));
      if (changePoints(steady, search).length > 0) alarms++;
      if (changePoints(stepped, search).some(({ place }) => Math.abs(place - 20) <= 2)) found++;
    }
    expect(alarms / trials).toBeLessThan(0.05);
    expect(found / trials).toBeGreaterThan(0.65);
  });
});

describe('a difference of means', () => {
  it('of two values shows no spread, so nothing is said of chance', () => {
    expect(meanDifference([1], [3], 0.95)).toEqual({
      left: 1,
      right: 3,
      difference: 2,
      low: null,
      high: null,
      pValue: null,
    });
  });

  it('of values without spread is certain, or none', () => {
    expect(meanDifference([1, 1], [2, 2], 0.95).pValue).toBe(0);
    expect(meanDifference([1, 1], [1, 1], 0.95).pValue).toBe(1);
  });
});

function level(count: number, value: number): number[] {
  return Array<number>(count).fill(value);
}

/** About `mean`, by 0.01 to either side at most. */
function noise(count: number, mean = 0, seed = 1): number[] {
  const random = seededRandom(seed + count);
  return Array.from({ length: count }, () => mean + 0.02 * (random() - 0.5));
}
