import { expect, it } from 'vitest';
import { confidenceParts } from '../../src/report/confidence-rows.ts';
import { reportedQuantiles } from '../../src/summary/quantiles.ts';
import type { Confidence, PercentileInterval } from '../../src/summary/result.ts';
import { boundedRun, confidentRun } from '../support/sample-confidence.ts';

const shown = reportedQuantiles.filter(({ key }) => key !== 'p9999Us');
const bounded = boundedRun.latency.responseTime?.all;
const boundedConfidence = boundedRun.latency.confidence;

it('has a row for each end of the intervals', () => {
  const { rows, notes } = confidenceParts(
    confidentRun.latency.confidence,
    confidentRun.latency.serviceTime.all,
    shown,
  );
  expect(rows.map(({ label, cellOf }) => [label, ...shown.map(({ key }) => cellOf(key))])).toEqual([
    ['95 % from', '781 µs', '852 µs', '970 µs', '1.07 ms', '1.59 ms', '3.87 ms'],
    ['to', '796 µs', '871 µs', '996 µs', '1.12 ms', '1.71 ms', '4.73 ms'],
  ]);
  expect(notes).toEqual([]);
});

it('says what a question mark stands for', () => {
  const { rows, notes } = confidenceParts(boundedConfidence, bounded, shown);
  expect(rows.map(({ cellOf }) => cellOf('p99Us'))).toEqual(['981 ms', '?']);
  expect(notes).toEqual(['? not known: too few independent samples, or only lower bounds there']);
});

it('asks for a longer run where most of it would be question marks', () => {
  const open: PercentileInterval = { lowUs: 1000, highUs: null, method: 'bootstrap' };
  const unsure: Confidence | null =
    boundedConfidence === null
      ? null
      : { ...boundedConfidence, percentiles: { ...boundedConfidence.percentiles, p75Us: open, p90Us: null } };
  expect(confidenceParts(unsure, bounded, shown)).toEqual({
    rows: [],
    notes: ['95 % intervals need a longer run: this one is worth too few independent requests'],
  });
});

it('is silent where nobody looked for intervals', () => {
  expect(confidenceParts(null, bounded, shown)).toEqual({ rows: [], notes: [] });
  expect(confidenceParts(boundedConfidence, undefined, shown)).toEqual({ rows: [], notes: [] });
});
