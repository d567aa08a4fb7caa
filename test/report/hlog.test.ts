import { HistogramLogReader, listTags } from 'hdr-histogram-js';
import { expect, it } from 'vitest';
import { hlogReport } from '../../src/report/hlog.ts';
import { plain } from '../../src/report/palette.ts';
import { encodeHistogram } from '../../src/stats/hdr-codec.ts';
import { Histogram } from '../../src/stats/histogram.ts';
import { reportedQuantiles } from '../../src/summary/quantiles.ts';
import type { Distribution, Result } from '../../src/summary/result.ts';
import { scalingComparison } from '../support/sample-comparison.ts';
import { distribution, openRun } from '../support/sample-result.ts';

const options = { palette: plain, latency: false };
const histogram = new Histogram();
for (let index = 0; index < 50_000; index++) histogram.record(Math.round(300 + (index % 977) ** 1.7));
const measured: Distribution = {
  ...distribution(0, []),
  count: histogram.count,
  maxUs: histogram.maxUs,
  histogram: encodeHistogram(histogram),
};

it('is read by the reader of another library, with the same percentiles and times', () => {
  const reader = new HistogramLogReader(hlogReport(withService(openRun, measured), options));
  const read: string[] = [];
  for (let next = reader.nextIntervalHistogram(); next !== null; next = reader.nextIntervalHistogram()) {
    read.push(next.tag);
    if (next.tag !== 'service') continue;
    expect(next.totalCount).toBe(50_000);
    for (const { quantile } of reportedQuantiles) {
      const ours = histogram.quantileUs(quantile) ?? NaN;
      expect(Math.abs(next.getValueAtPercentile(quantile * 100) - ours)).toBeLessThanOrEqual(ours / 1000);
    }
    expect(new Date(next.startTimeStampMsec).toISOString()).toBe(openRun.startedAt);
    expect(next.endTimeStampMsec - next.startTimeStampMsec).toBeCloseTo(openRun.wallMs, 0);
  }
  expect(read).toEqual(['response', 'response.ok', 'service', 'service.ok', 'ttfb', 'connect', 'tls', 'lag']);
});

it('starts after the warm-up and leaves out series without a sample', () => {
  const none = { ...distribution(0, []), histogram: '' };
  const run = withService(openRun, measured);
  const text = hlogReport(
    { ...run, load: { ...run.load, warmupMs: 2500 }, latency: { ...run.latency, tls: none } },
    options,
  );
  expect(text).toMatch(/^Tag=service,2\.500,30\.001,\d+\.\d{3},HIST/m);
  expect(listTags(text)).not.toContain('tls');
});

it('places the sides of a comparison where they ran', () => {
  const { async } = scalingComparison;
  const later = async.runs.map((run) => ({ ...run, startedAt: '2026-05-04T09:32:00.000Z' }));
  const text = hlogReport({ ...scalingComparison, async: { ...async, runs: later } }, options);
  expect(text).toMatch(/^Tag=sync\.service,0\.000,100\.930,/m);
  expect(text).toMatch(/^Tag=async\.service\.ok,120\.000,2\.214,/m);
});

it('says what no histogram can: lower bounds, missed starts, what can’t be trusted', () => {
  const trust = { level: 'degraded', reasons: [] } as const;
  const text = hlogReport({ ...openRun, trust, completion: { state: 'partial', reasons: [] } }, options);
  expect(
    text
      .split('\n')
      .filter((line) => line.startsWith('#['))
      .slice(5),
  ).toEqual([
    '#[832 of 150000 values of response are lower bounds, from 1250000 on]',
    '#[232 of 149400 values of service are lower bounds, from 1250000 on]',
    '#[600 planned starts were missed: 480 pool, 0 lag, 120 stopped]',
    '#[partial run]',
    '#[trust is degraded]',
  ]);
});

it('keeps to its lines whatever strings the result holds', () => {
  const hostile = 'x\nTag=evil,0,0,0,AAAA\r\n';
  const evil = { ...measured, histogram: hostile };
  const run = withService({ ...openRun, inrush: hostile, startedAt: hostile }, evil);
  const text = hlogReport({ ...run, target: { ...run.target, url: hostile } }, options);
  expect(text.split('\n')).toHaveLength(6 + 2 + 8 + 1);
  expect(listTags(text)).not.toContain('evil');
});

function withService(run: Result, all: Distribution): Result {
  return { ...run, latency: { ...run.latency, serviceTime: { ...run.latency.serviceTime, all } } };
}
