import { expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { jsonReport } from '../../src/report/json.ts';
import { scalingComparison } from '../support/sample-comparison.ts';
import { openRun } from '../support/sample-result.ts';

it.each([openRun, scalingComparison])('json holds the whole $kind, unrounded and readable', (report) => {
  const text = jsonReport(report, { palette: plain, latency: false });
  expect(JSON.parse(text)).toEqual(report);
  expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n/);
  expect(text).toMatch(/\}\n$/);
});
