import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { crossingPerS } from '../../../src/modes/find-max/crossing.ts';
import type { RateEvidence } from '../../../src/modes/find-max/rate-evidence.ts';

type Point = readonly [ratePerS: number, excess: number, trialMs?: number];

function evidence(points: readonly Point[]): RateEvidence[] {
  return points.map(([ratePerS, excess, trialMs = 1000]) => ({
    ratePerS,
    verdict: 'unclear',
    isBound: false,
    excess,
    trialMs,
    isConfirmed: false,
  }));
}

it.each<[string, readonly Point[], number]>([
  ['nothing was tried', [], Infinity],
  [
    'all of it holds',
    [
      [100, -1],
      [200, -0.1],
    ],
    Infinity,
  ],
  [
    'none of it holds',
    [
      [100, 0.1],
      [200, 1],
    ],
    0,
  ],
  [
    'half way, in logarithms, of as much on both sides',
    [
      [100, -1],
      [400, 1],
    ],
    200,
  ],
  [
    'nearer to what is nearer to the limit',
    [
      [100, -0.5],
      [1600, 1.5],
    ],
    200,
  ],
  [
    'beyond e² more makes no difference',
    [
      [100, -1],
      [800, 50],
    ],
    200,
  ],
  // What holds at 200 and not at 100 is taken together: -0.5 at 141, and 1.5 at 2,263.
  [
    'neighbours in the wrong order are one',
    [
      [100, 0.5],
      [200, -1.5],
      [2262.7417, 1.5],
    ],
    282.8427,
  ],
  // The longer trial weighs more.
  [
    'in proportion to trial time',
    [
      [100, 0.5, 1000],
      [200, -1.5, 1e12],
      [3200, 1.5],
    ],
    800,
  ],
])('%s', (_name, points, expected) => {
  const found = crossingPerS(evidence(points));
  if (Number.isFinite(expected)) expect(found).toBeCloseTo(expected, 3);
  else expect(found).toBe(expected);
});

it('lies between the lowest and the highest rate, in whatever order they were tried', () => {
  const point = fc.tuple(fc.integer({ min: 1, max: 1e5 }), fc.double({ min: -5, max: 5, noNaN: true }));
  const points = fc.uniqueArray(point, { minLength: 1, maxLength: 20, selector: ([rate]) => rate });
  fc.assert(
    fc.property(points, (given) => {
      const found = crossingPerS(evidence(given));
      const rates = given.map(([rate]) => rate);
      const isInside = found >= Math.min(...rates) * 0.999 && found <= Math.max(...rates) * 1.001;
      expect(isInside || found === 0 || found === Infinity).toBe(true);
      expect(crossingPerS(evidence(given.toReversed()))).toBe(found);
    }),
  );
});
