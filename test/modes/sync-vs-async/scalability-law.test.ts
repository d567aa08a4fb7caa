import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assert } from '../../../src/base/assert.ts';
import { fitScalabilityLaw, type ScalabilityLaw } from '../../../src/modes/sync-vs-async/scalability-law.ts';

const doubling = [1, 2, 4, 8, 16, 32, 64];

type Law = { readonly lambda: number; readonly sigma: number; readonly kappa: number };

describe('the scalability law', () => {
  it('is recovered from its own curve', () => {
    const law = fc.record({
      lambda: fc.double({ min: 0.1, max: 1e5, noNaN: true }),
      sigma: fc.double({ min: 0, max: 1.5, noNaN: true }),
      kappa: fc.double({ min: 0, max: 0.1, noNaN: true }),
    });
    fc.assert(
      fc.property(law, (known) => {
        const fit = fitted(curve(known, doubling));
        expect(fit.lambdaPerS / known.lambda).toBeCloseTo(1, 6);
        expect(fit.sigma).toBeCloseTo(known.sigma, 6);
        expect(fit.kappa).toBeCloseTo(known.kappa, 6);
        expect(fit.largestError).toBeLessThan(1e-6);
      }),
    );
  });

  it('is recovered from levels that are far apart', () => {
    const fit = fitted(curve({ lambda: 100, sigma: 0.001, kappa: 1e-8 }, [1, 10, 100, 1000, 10_000, 20_000]));
    expect(fit.sigma).toBeCloseTo(0.001, 6);
    expect(fit.kappa).toBeCloseTo(1e-8, 11);
    // Beyond its peak near 9,995 it falls by less than can be told from noise.
    expect(fit.peak).toBeNull();
  });

  it('is recovered roughly through noise of 2 %', () => {
    const noise = [1.01, 0.99, 1.02, 0.98, 1.01, 0.98, 1.02];
    const noisy = curve({ lambda: 100, sigma: 0.05, kappa: 0.001 }, doubling).map((level, index) => ({
      ...level,
      perS: level.perS * (noise[index] ?? 1),
    }));
    const fit = fitted(noisy);
    expect(fit.lambdaPerS).toBeGreaterThan(95);
    expect(fit.lambdaPerS).toBeLessThan(105);
    expect(Math.abs(fit.sigma - 0.05)).toBeLessThan(0.02);
    expect(Math.abs(fit.kappa - 0.001)).toBeLessThan(0.0003);
    expect(fit.largestError).toBeLessThan(0.05);
  });

  it('of a throughput in step has neither contention nor coherency, and no peak', () => {
    expect(fitted(curve({ lambda: 48, sigma: 0, kappa: 0 }, doubling))).toMatchObject({
      sigma: expect.closeTo(0, 9) as number,
      kappa: expect.closeTo(0, 9) as number,
      peak: null,
      upTo: 64,
    });
  });

  it('of a flat throughput is all contention, and no noise makes it a peak', () => {
    const flat = doubling.map((n, index) => ({
      concurrency: n,
      perS: 200 * (index % 2 === 0 ? 1.015 : 0.985),
    }));
    const fit = fitted(flat);
    expect(fit.sigma).toBeGreaterThan(0.9);
    expect(fit.sigma).toBeLessThan(1.1);
    expect(fit.peak).toBeNull();
  });

  it('never has a negative coefficient, even where throughput grows more than in step', () => {
    const levels = doubling.map((n) => ({ concurrency: n, perS: n ** 1.02 }));
    expect(fitted(levels)).toMatchObject({ sigma: 0, kappa: 0, peak: null });
  });
});

describe('the peak of the law', () => {
  it('is √((1 − σ) ÷ κ), with the throughput there', () => {
    const { peak } = fitted(curve({ lambda: 100, sigma: 0.04, kappa: 0.006 }, doubling));
    expect(peak?.concurrency).toBeCloseTo(Math.sqrt(0.96 / 0.006), 3);
    const n = Math.sqrt(160);
    expect(peak?.perS).toBeCloseTo((100 * n) / (1 + 0.04 * (n - 1) + 0.006 * n * (n - 1)), 3);
  });

  it('is not told beyond what was measured', () => {
    expect(fitted(curve({ lambda: 100, sigma: 0.04, kappa: 0.000_2 }, doubling)).peak).toBeNull();
  });

  it('is not told of a fall that the fit’s own error could be', () => {
    // Measured: one request at a time at 5 ms each, on a busy machine.
    const measured = [156, 189, 199, 199, 199, 194];
    const fit = fitted(measured.map((perS, index) => ({ concurrency: 2 ** index, perS })));
    const highest = Math.sqrt((1 - fit.sigma) / fit.kappa);
    expect(highest).toBeLessThan(32);
    expect(fit.peak).toBeNull();
  });

  it('is at one request when throughput falls from the start', () => {
    expect(fitted(curve({ lambda: 200, sigma: 1.2, kappa: 0.01 }, doubling)).peak).toEqual({
      concurrency: 1,
      perS: expect.closeTo(200, 3) as number,
    });
  });
});

describe('a law that says nothing', () => {
  it.each([0, 1, 4])('is one of %i levels', (count) => {
    const levels = curve({ lambda: 1, sigma: 0, kappa: 0 }, doubling.slice(0, count));
    expect(fitScalabilityLaw(levels)).toEqual({ kind: 'too-few-levels', levels: count, needed: 5 });
  });

  it('is one that is far off, as it is for a pool with a sharp limit', () => {
    const levels = doubling.map((n) => ({ concurrency: n, perS: 50 * Math.min(n, 4) }));
    const law = fitScalabilityLaw(levels);
    expect(law.kind).toBe('poor-fit');
    expect(law).not.toHaveProperty('sigma');
    assert(law.kind === 'poor-fit', law.kind);
    expect(law.largestError).toBeGreaterThan(0.1);
    expect(law.largestError).toBeLessThan(0.5);
  });

  it('is one of throughputs that jump up and down', () => {
    const levels = doubling.map((n, index) => ({ concurrency: n, perS: index % 2 === 0 ? 10 : 1000 }));
    expect(fitScalabilityLaw(levels).kind).toBe('poor-fit');
  });
});

function curve(
  { lambda, sigma, kappa }: Law,
  levels: readonly number[],
): { concurrency: number; perS: number }[] {
  return levels.map((n) => ({
    concurrency: n,
    perS: (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1)),
  }));
}

function fitted(
  levels: readonly { concurrency: number; perS: number }[],
): Extract<ScalabilityLaw, { kind: 'fitted' }> {
  const law = fitScalabilityLaw(levels);
  assert(law.kind === 'fitted', JSON.stringify(law));
  return law;
}
