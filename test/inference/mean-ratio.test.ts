import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometricMean, meanRatio } from '../../src/inference/mean-ratio.ts';
import { present } from '../../src/base/assert.ts';
import { seededRandom } from '../../src/base/random.ts';

describe('the mean of ratios', () => {
  it('is null without any', () => {
    expect(meanRatio([])).toBeNull();
  });

  it('is a single one itself, without an interval', () => {
    expect(meanRatio([3])?.ratio).toBeCloseTo(3, 12);
    expect(meanRatio([3])?.interval).toBeNull();
  });

  it('takes twice and half for equally far from 1', () => {
    expect(meanRatio([2, 0.5])?.ratio).toBeCloseTo(1, 12);
  });

  it('has the t-interval of the logarithms', () => {
    // Logarithms 1, 2, 3: mean 2, standard deviation 1, and 4.3027 for 2 degrees of freedom.
    const mean = meanRatio([1, 2, 3].map(Math.exp));
    const reach = 4.302_65 / Math.sqrt(3);
    expect(mean?.ratio).toBeCloseTo(Math.exp(2), 9);
    expect(mean?.interval?.confidence).toBe(0.95);
    expect(mean?.interval?.low).toBeCloseTo(Math.exp(2 - reach), 4);
    expect(Math.log(mean?.interval?.high ?? 0)).toBeCloseTo(2 + reach, 4);
  });

  it('has an interval of no width when all are alike', () => {
    const interval = meanRatio([4, 4, 4])?.interval;
    expect(interval?.low).toBeCloseTo(4, 9);
    expect(interval?.high).toBeCloseTo(4, 9);
  });

  it('lies within its interval, and turned around gives the ratios turned around', () => {
    const ratio = fc.double({ min: 0.001, max: 1000, noNaN: true });
    fc.assert(
      fc.property(fc.array(ratio, { minLength: 2, maxLength: 20 }), (ratios) => {
        const mean = present(meanRatio(ratios) ?? undefined);
        const inverse = meanRatio(ratios.map((one) => 1 / one));
        const { low, high } = present(mean.interval ?? undefined);
        expect(low).toBeLessThanOrEqual(mean.ratio);
        expect(high).toBeGreaterThanOrEqual(mean.ratio);
        expect(Math.log(inverse?.interval?.low ?? NaN)).toBeCloseTo(-Math.log(high), 6);
      }),
    );
  });

  it('covers the truth in about 95 % of repeated experiments', () => {
    const uniform = seededRandom(7);
    const gauss = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const experiments = 2000;
    let covered = 0;
    for (let experiment = 0; experiment < experiments; experiment++) {
      const ratios = Array.from({ length: 5 }, () => 3 * Math.exp(0.2 * gauss()));
      const { low = NaN, high = NaN } = meanRatio(ratios)?.interval ?? {};
      if (low <= 3 && high >= 3) covered++;
    }
    // Four standard errors of a share of 0.95 of 2,000 are 0.02.
    expect(Math.abs(covered / experiments - 0.95)).toBeLessThan(0.02);
  });
});

it('a geometric mean of quotients is the quotient of the geometric means', () => {
  const [walls, others] = [
    [100, 120, 90],
    [10, 11, 12],
  ];
  const quotients = walls.map((wall, index) => wall / (others[index] ?? 0));
  expect(geometricMean(quotients)).toBeCloseTo(geometricMean(walls) / geometricMean(others), 9);
});
