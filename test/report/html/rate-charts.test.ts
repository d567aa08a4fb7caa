import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import {
  answeredChart,
  conditionCharts,
  rateLatencyChart,
  trialChart,
} from '../../../src/report/html/rate-charts.ts';
import { drawnAs, placesOf } from '../../support/drawn-series.ts';
import { bracketed, brokenOff, generatorLimited } from '../../support/sample-find-max.ts';

it('draws each number of the SLO against the rate with its limit, times and shares apart', () => {
  const [times, shares, ...others] = conditionCharts(bracketed);
  const [ofTimes, ofShares] = [present(times), present(shares)];
  expect(others).toEqual([]);
  expect(placesOf(ofTimes)).toEqual([200, 400, 566, 660, 690, 800]);
  expect(drawnAs('limit of p99 < 50ms', ofTimes)).toEqual(Array.from({ length: 6 }, () => 50_000));
  const p99 = drawnAs('p99 < 50ms', ofTimes);
  expect([p99[3], p99[4]]).toEqual([expect.closeTo(12_000, -2), expect.closeTo(78_000, -3)]);
  expect(drawnAs('limit of errors < 0.5%', ofShares)[0]).toBe(0.005);
});

it('draws how sure a percentile is as a band', () => {
  const [times] = conditionCharts(bracketed);
  expect(present(times).chart.series[0]?.band).not.toBeNull();
});

it('marks the bracket, in which the answer lies', () => {
  const span = { from: 660, to: 690, label: 'bracket', isDimmed: false };
  expect(rateLatencyChart(bracketed)[0]?.chart).toMatchObject({ spans: [span] });
  expect(rateLatencyChart(bracketed)[0]?.chart.description).toContain("660/s holds, 690/s doesn't.");
});

it('dims what is above a rate that the generator could not send', () => {
  expect(answeredChart(generatorLimited)[0]?.chart.spans).toEqual([
    { from: 40_000, to: 42_000, label: 'not known', isDimmed: true },
  ]);
});

it('compares what was answered with what was asked only where a rate is one of requests', () => {
  const labels = (result: typeof bracketed): string[] =>
    answeredChart(result).flatMap(({ chart }) => chart.series.map(({ label }) => label));
  expect(labels(bracketed)).toEqual(['answered', 'as many as asked']);
  expect(labels({ ...bracketed, scenario: 'checkout' })).toEqual(['answered']);
});

it('draws the way to the answer, by what each rate came to', () => {
  const plot = present(trialChart(bracketed)[0]);
  expect(drawnAs('rate', plot)).toEqual([200, 400, 800, 800, 566, 660, 690, 690, 660]);
  expect(drawnAs('beyond', plot)).toEqual([null, null, 800, 800, null, null, 690, 690, null]);
});

it('draws nothing of a single rate', () => {
  expect([...conditionCharts(brokenOff), ...rateLatencyChart(brokenOff), ...trialChart(brokenOff)]).toEqual(
    [],
  );
});
