import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../../../src/base/assert.ts';
import { pageOf } from '../../../src/report/html/page-of.ts';
import { plain } from '../../../src/report/palette.ts';
import type { Report } from '../../../src/report/reporter.ts';
import { hostileText, poisonedReport } from '../../support/hostile-report.ts';
import { pageFaults } from '../../support/page-faults.ts';
import {
  brokenOff as brokenOffAb,
  failingB,
  sameB,
  selfTest,
  slowerB,
  unclearB,
} from '../../support/sample-ab.ts';
import {
  anotherDay,
  differentLoads,
  fasterThanBaseline,
  nothingToCompare,
  sameCandidate,
  singleRuns,
  slowerCandidate,
  slowerRequest,
} from '../../support/sample-compare.ts';
import {
  failingComparison,
  scalingComparison,
  serialisingComparison,
  sweptComparison,
  threadedComparison,
} from '../../support/sample-comparison.ts';
import { bracketed, brokenOff, generatorLimited, noneHolds } from '../../support/sample-find-max.ts';
import { servedComparison } from '../../support/sample-server.ts';
import { slowerCandidate as briefAb } from '../../support/sample-study.ts';
import { slowerSince, steadyTrend } from '../../support/sample-trend.ts';

const options = { palette: plain, latency: false };
const studies: readonly (readonly [name: string, report: Report])[] = Object.entries({
  scalingComparison,
  serialisingComparison,
  failingComparison,
  threadedComparison,
  sweptComparison,
  servedComparison,
  slowerB,
  sameB,
  unclearB,
  failingB,
  selfTest,
  brokenOffAb,
  briefAb,
  slowerCandidate,
  anotherDay,
  sameCandidate,
  singleRuns,
  fasterThanBaseline,
  slowerRequest,
  differentLoads,
  nothingToCompare,
  bracketed,
  generatorLimited,
  brokenOff,
  noneHolds,
  slowerSince,
  steadyTrend,
});

describe('the page of a study', () => {
  it.each(studies)('can be drawn: %s', (_name, report) => {
    expect(pageFaults(pageOf(report, options))).toEqual([]);
  });

  it.each(studies)('begins with what it comes to: %s', (_name, report) => {
    const [first] = pageOf(report, options).sections;
    expect(first).toMatchObject({ id: 'summary', blocks: expect.arrayContaining([expect.anything()]) });
  });

  it('can be drawn whatever names, files and servers say', () => {
    const texts = fc.array(hostileText, { minLength: 1, maxLength: 8 });
    const places = fc.integer({ min: 0, max: studies.length - 1 });
    fc.assert(
      fc.property(places, texts, (place, given) => {
        const [, report] = present(studies[place]);
        const faults = pageFaults(pageOf(poisonedReport(report, given), options));
        // A metric of a report that somebody else wrote may have any name.
        expect(faults.filter((fault) => !fault.endsWith('has no name'))).toEqual([]);
      }),
    );
  });
});
