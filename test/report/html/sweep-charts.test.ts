import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { Sweep } from '../../../src/modes/sync-vs-async/comparison-result.ts';
import { fitScalabilityLaw } from '../../../src/modes/sync-vs-async/scalability-law.ts';
import { fittedPerS, sweepCharts } from '../../../src/report/html/sweep-charts.ts';
import { drawnAs, placesOf } from '../../support/drawn-series.ts';
import { sweptComparison } from '../../support/sample-comparison.ts';

const sweep = present(sweptComparison.sweep ?? undefined);
const fitted: Sweep = {
  ...sweep,
  leftOut: [],
  law: { kind: 'fitted', lambdaPerS: 20, sigma: 0.2, kappa: 0.01, largestError: 0.02, peak: null, upTo: 64 },
};

it('draws the law that was fitted: it goes through levels that keep it', () => {
  const figures = fc.record({
    lambdaPerS: fc.double({ min: 1, max: 1e5, noNaN: true }),
    sigma: fc.double({ min: 0, max: 0.9, noNaN: true }),
    kappa: fc.double({ min: 0, max: 0.1, noNaN: true }),
  });
  fc.assert(
    fc.property(figures, ({ lambdaPerS, sigma, kappa }) => {
      const xs = [1, 2, 4, 8, 16, 32];
      const levels = xs.map((n) => ({
        concurrency: n,
        perS: (lambdaPerS * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1)),
      }));
      const law = fitScalabilityLaw(levels);
      if (law.kind !== 'fitted') throw new Error(law.kind);
      for (const { concurrency, perS } of levels) {
        expect(fittedPerS(law, concurrency) / perS).toBeCloseTo(1, 6);
      }
    }),
  );
});

it('marks every level, those that did other work apart, and the knee between the levels beside it', () => {
  const [throughput] = sweepCharts(sweep);
  const plot = present(throughput);
  expect(placesOf(plot)).toEqual([1, 2, 4, 8, 16, 32, 64]);
  expect(drawnAs('measured', plot)).toEqual([20, 40, 80, 80, 80, 80, null]);
  expect(drawnAs('not the same work', plot)).toEqual([null, null, null, null, null, null, 80]);
  expect(drawnAs('sync × in flight', plot)).toEqual([20, 40, 80, 160, 320, 640, 1280]);
  expect(plot.chart.spans).toEqual([{ from: 2, to: 8, label: 'knee', isDimmed: false }]);
  expect(plot.chart.description).toContain('80/s at 4');
});

it('draws a fitted law as a curve from one in flight to the highest level', () => {
  const plot = present(sweepCharts(fitted)[0]);
  const places = placesOf(plot);
  expect(places.length).toBeGreaterThan(30);
  expect([places[0], places.at(-1)]).toEqual([1, 64]);
  expect(drawnAs('fitted law', plot).every((value) => value !== null)).toBe(true);
  expect(drawnAs('measured', plot).filter((value) => value !== null)).toHaveLength(7);
});

it('shows what each request paid', () => {
  const plot = present(sweepCharts(sweep)[1]);
  expect(drawnAs('p50', plot)).toEqual([50_500, 50_500, 50_500, 101_000, 202_000, 404_000, 808_000]);
  expect(plot.chart.x.isLog).toBe(true);
});

it('draws nothing of a single level', () => {
  expect(sweepCharts({ ...sweep, levels: sweep.levels.slice(0, 1) })).toEqual([]);
});
