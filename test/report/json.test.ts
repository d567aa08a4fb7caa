import { expect, it } from 'vitest';
import { plain } from '../../src/report/palette.ts';
import { reporters } from '../../src/report/registry.ts';
import { scalingComparison } from '../support/sample-comparison.ts';
import { openRun } from '../support/sample-result.ts';

it.each([openRun, scalingComparison])('json holds the whole $kind, unrounded and readable', (report) => {
  const text = reporters['json']?.(report, { palette: plain, latency: false }) ?? '';
  expect(JSON.parse(text)).toEqual(report);
  expect(text).toMatch(/^\{\n {2}"schemaVersion": 1,\n/);
  expect(text).toMatch(/\}\n$/);
});
