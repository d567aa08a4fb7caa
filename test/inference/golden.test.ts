import { describe, expect, it } from 'vitest';
import { autocorrelation } from '../../src/inference/autocorrelation.ts';
import { betaCdf } from '../../src/inference/beta-distribution.ts';
import { bootstrapVariance } from '../../src/inference/block-bootstrap.ts';
import { chiSquareTail } from '../../src/inference/chi-square.ts';
import { mser } from '../../src/inference/mser.ts';
import { quantileRanks } from '../../src/inference/order-statistics.ts';
import { quantileIntervals } from '../../src/inference/quantile-intervals.ts';
import { criticalT } from '../../src/inference/student-t.ts';
import { trendOf } from '../../src/inference/trend.ts';
import { error, golden } from './golden.ts';
import { windowOf } from './simulated-windows.ts';

describe('as SciPy has it, to nine digits', () => {
  it.each(golden('student-t'))(
    'Student’s t, $freedom degrees of freedom, confidence $confidence',
    ({ freedom, confidence, t }) => {
      expect(error(criticalT(freedom, confidence), t)).toBeLessThan(1e-9);
    },
  );

  it.each(golden('chi-square'))(
    'the tail of chi-square above $value, $freedom degrees of freedom',
    ({ value, freedom, tail }) => {
      expect(error(chiSquareTail(value, freedom), tail)).toBeLessThan(1e-9);
    },
  );

  it.each(golden('normal'))('both tails of the normal distribution, beyond $reach', ({ reach, outside }) => {
    expect(error(chiSquareTail(reach ** 2, 1), outside)).toBeLessThan(1e-9);
  });

  it.each(golden('beta'))('the beta distribution of $a and $b up to $x', ({ x, a, b, cdf }) => {
    expect(error(betaCdf(x, a, b), cdf)).toBeLessThan(1e-9);
  });

  it.each(golden('autocorrelation'))('autocorrelation, series $#', ({ values, lags }) => {
    for (const [lag, expected] of Object.entries(lags)) {
      expect(error(autocorrelation(values, Number(lag)), expected)).toBeLessThan(1e-9);
    }
  });

  it.each(golden('trend'))(
    'the trend of series $#, as Theil, Sen, Mann, Kendall, Hamed and Rao find it',
    ({ times, values, slope, median, pValue }) => {
      const found = trendOf(times, values);
      expect(error(found?.slope ?? NaN, slope)).toBeLessThan(1e-9);
      expect(error(found?.median ?? NaN, median)).toBeLessThan(1e-9);
      expect(error(found?.pValue ?? NaN, pValue)).toBeLessThan(1e-9);
    },
  );
});

describe('exactly as SciPy and NumPy have it', () => {
  it.each(golden('ranks'))(
    'the ranks around quantile $quantile of $count samples',
    ({ count, quantile, low, high }) => {
      const ranks = quantileRanks(count, quantile, 0.95);
      expect([Math.floor(ranks.low), Math.ceil(ranks.high)]).toEqual([low, high]);
    },
  );

  it.each(golden('mser'))('the start-up of a series: $name', ({ values, truncation, isInside }) => {
    expect(mser(values)).toEqual({ truncation, isInside });
  });
});

describe('as NumPy’s own resampling has it', () => {
  it.each(golden('bootstrap'))(
    'the variance of blocks of $blockLength',
    ({ values, blockLength, variance }) => {
      // Three standard errors of a variance from 2,000 draws are 9.5 %.
      expect(error(bootstrapVariance(values, blockLength, 1), variance)).toBeLessThan(0.095);
    },
  );

  it.each(golden('intervals'))('intervals of percentiles, where $name', ({ windows, ...expected }) => {
    const quantiles = expected.intervals.map(({ quantile }) => quantile);
    const found = quantileIntervals(windows.map(windowOf), quantiles, 1);
    expect(found?.blockLength).toBe(expected.blockLength);
    expect(found?.autocorrelation).toBeCloseTo(expected.autocorrelation, 2);
    for (const [index, { lowUs, highUs, method }] of expected.intervals.entries()) {
      const interval = found?.intervals[index];
      // A slot is up to 0.1 % wide; what was resampled differs by chance besides.
      const tolerance = method === 'order-statistic' ? 0.001 : 0.02;
      expect(interval?.method).toBe(method);
      expect(error(interval?.lowUs ?? NaN, lowUs)).toBeLessThan(tolerance);
      expect(error(interval?.highUs ?? Infinity, highUs ?? Infinity)).toBeLessThan(tolerance);
    }
  });
});
