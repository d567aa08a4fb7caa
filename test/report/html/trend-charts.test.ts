import { expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import type { TrendResult } from '../../../src/gate/trend/trend-result.ts';
import { trendCharts } from '../../../src/report/html/trend-charts.ts';
import { drawnAs, placesOf } from '../../support/drawn-series.ts';
import { slowerSince, steadyTrend } from '../../support/sample-trend.ts';

const first = Date.parse('2026-01-03T03:00:00.000Z');
const dayMs = 86_400_000;

it('draws every run by date, and what was typical before and after a change', () => {
  const plot = present(trendCharts(slowerSince)[0]);
  expect(placesOf(plot).slice(0, 2)).toEqual([first, first + dayMs]);
  const [base, head] = [present(slowerSince.changePoints[0]).base, present(slowerSince.changePoints[0]).head];
  const typical = drawnAs('typical', plot);
  expect(typical.slice(0, 20).every((us) => us === Number((1000 * (base ?? 0)).toPrecision(5)))).toBe(true);
  expect(typical.slice(20).every((us) => us === Number((1000 * (head ?? 0)).toPrecision(5)))).toBe(true);
  expect(plot.chart.description).toMatch(/^since 2026-01-23 p50 slower by 20 %/);
});

it('marks where it changed, and stretches of other conditions', () => {
  const { spans } = present(trendCharts(slowerSince)[0]).chart;
  expect(spans).toEqual([
    { from: first, to: first + 24 * dayMs, label: 'conditions 1', isDimmed: false },
    { from: first + 25 * dayMs, to: first + 29 * dayMs, label: 'conditions 2', isDimmed: false },
    { from: first + 19 * dayMs, to: first + 20 * dayMs, label: 'worse', isDimmed: false },
  ]);
});

it('draws no typical value where nothing changed, and no chart of what is always 0', () => {
  const charts = trendCharts(steadyTrend);
  expect(charts.map(({ chart }) => chart.title)).toEqual(['p50', 'p95', 'p99', 'rate']);
  expect(charts.flatMap(({ chart }) => chart.series.map(({ label }) => label))).not.toContain('typical');
});

it('goes by the number of a run where a file tells no date', () => {
  const runs = steadyTrend.runs.map((run, index) => (index === 3 ? { ...run, startedAt: 'last week' } : run));
  const undated: TrendResult = { ...steadyTrend, runs };
  const plot = present(trendCharts(undated)[0]);
  expect(plot.chart.x).toMatchObject({ label: 'run', unit: 'count' });
  expect(placesOf(plot)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
