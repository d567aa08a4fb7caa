import { expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { percentileTable } from '../../src/report/percentile-table.ts';
import { seriesOf } from '../../src/report/series.ts';
import { reportedQuantiles, samplesNeeded } from '../../src/summary/quantiles.ts';
import type { Distribution, Result } from '../../src/summary/result.ts';
import { closedRun, distribution, openRun, smallRun } from '../support/sample-result.ts';

const namesOf = (run: Result) => seriesOf(run).map(({ name, okOnly }) => (okOnly ? 'ok' : name));
const level = (us: number) => Array.from({ length: 10 }, () => us);

function tableOf(serviceTime: Distribution): string[] {
  const none = distribution(0, []);
  const latency = {
    ...closedRun.latency,
    serviceTime: { ok: serviceTime, all: serviceTime },
    timeToFirstByte: none,
    connect: none,
  };
  return percentileTable(seriesOf({ ...closedRun, latency }), plain);
}

it('a percentile needs as many samples as its rank demands', () => {
  const needed = reportedQuantiles.map(({ label, quantile }) => [label, samplesNeeded(quantile)]);
  expect(needed).toEqual([
    ['p50', 6],
    ['p75', 13],
    ['p90', 36],
    ['p95', 72],
    ['p99', 368],
    ['p99.9', 3688],
    ['p99.99', 36_887],
  ]);
});

it('ok and all are one row when nothing failed, and two when something did', () => {
  expect(namesOf(closedRun)).toEqual(['service time', 'ttfb', 'connect']);
  expect(namesOf(openRun)).toEqual([
    'response time',
    'ok',
    'service time',
    'ok',
    'ttfb',
    'connect',
    'tls',
    'start lag',
  ]);
});

it('a percentile from the smallest lower bound up is at least that', () => {
  const bounded = distribution(
    10_000,
    [1, 30, 10, 20, 30, 40, 50, 60, 70, 80].map((ms) => ms * 1000),
    {
      censored: 120,
      fromUs: 50_000,
    },
  );
  expect(tableOf(bounded)[1]).toMatch(/40\.0 ms +≥ 50\.0 ms +≥ 60\.0 ms +≥ 80\.0 ms$/);
});

it('a maximum above any lower bound is only at least that, whatever the bound was', () => {
  const bounded = distribution(10_000, level(900), { censored: 1, fromUs: 5000 });
  expect(tableOf(bounded)[1]).toMatch(/900 µs +≥ 900 µs$/);
});

it('a row of nothing but long lower bounds still fits', () => {
  const lines = tableOf(distribution(10_000, level(50_000), { censored: 10_000, fromUs: 50_000 }));
  expect(lines[1]).toMatch(/^service time( ≥50\.0 ms){7}$/);
});

it('a gap names the requests that were missing', () => {
  expect(tableOf(distribution(367, level(900)))).toContain('– p99 needs ≥ 368 requests, p99.9 ≥ 3,688');
});

it('a gap in a series of connections asks for samples, not for requests', () => {
  const lines = percentileTable(seriesOf(closedRun), plain);
  expect(lines).toContain('– p95 needs ≥ 72 samples, p99 ≥ 368, p99.9 ≥ 3,688');
});

it('a run without a single percentile tells minimum and mean', () => {
  const lines = percentileTable(seriesOf(smallRun), plain);
  expect(lines).toContain('service time over 5 samples: min 212 µs, mean 816 µs');
});

it('no samples are dashes, not zeros', () => {
  expect(tableOf(distribution(0, []))[1]).toMatch(/^service time( +–){7}$/);
});
