import { expect, it } from 'vitest';
import { csvField, csvReport } from '../../src/report/csv.ts';
import { plain } from '../../src/report/palette.ts';
import { threadedComparison } from '../support/sample-comparison.ts';
import { closedRun } from '../support/sample-result.ts';

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\r\nlines', '"two\r\nlines"'],
  [null, ''],
  [0.5, '0.5'],
  [1_837_020, '1837020'],
  [false, 'false'],
])('the field %j is written %j', (value, text) => {
  expect(csvField(value)).toBe(text);
});

it('has a row for each interval, at the time it began', () => {
  const [head, ...rows] = rowsOf(csvReport(closedRun, { palette: plain, latency: false }));
  expect(head?.join()).toBe(
    'time,atMs,warmup,started,answered,failed,missed,inFlight,receivedBytes,p50Us,p99Us,maxUs,samples,censored,censoredFromUs,startLagP99Us,eventLoopUtilization,gcPauseMs',
  );
  expect(rows.map(([time, atMs, warmup]) => [time, atMs, warmup])).toEqual([
    ['2026-05-04T09:30:00.000Z', '0', 'true'],
    ['2026-05-04T09:30:03.000Z', '3000', 'false'],
  ]);
});

it('says side and round of each interval of a comparison', () => {
  const [head, ...rows] = rowsOf(csvReport(threadedComparison, { palette: plain, latency: false }));
  expect(head?.slice(0, 3)).toEqual(['side', 'round', 'time']);
  expect(new Set(rows.map(([side, round]) => `${side} ${round}`))).toContain('threads 2');
  for (const row of rows) expect(row).toHaveLength(head?.length ?? NaN);
});

it('leaves out what there is no number for', () => {
  const points = closedRun.timeSeries.points.map((point) => ({ ...point, p50Us: null, p99Us: null }));
  const text = csvReport(
    { ...closedRun, startedAt: 'once', timeSeries: { intervalMs: 1000, points } },
    { palette: plain, latency: false },
  );
  expect(text).toMatch(/^,0,true,.*,15800000,,,9804,61230,0,,,0.28,1.2$/m);
});

function rowsOf(text: string): string[][] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
}
