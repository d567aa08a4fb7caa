import { overlayPage } from '../../src/report/html/overlay-page.ts';
import { pageOf } from '../../src/report/html/page-of.ts';
import type { Page } from '../../src/report/html/page.ts';
import { plain } from '../../src/report/palette.ts';
import type { Report } from '../../src/report/registry.ts';
import { unclearB } from '../support/sample-ab.ts';
import { recorded, slowerCandidate } from '../support/sample-compare.ts';
import { sweptComparison, threadedComparison } from '../support/sample-comparison.ts';
import { boundedRun } from '../support/sample-confidence.ts';
import { bracketed } from '../support/sample-find-max.ts';
import { gatedFlowRun } from '../support/sample-flow-result.ts';
import { invalidRun } from '../support/sample-result.ts';
import { serverEndedRun } from '../support/sample-server.ts';
import { slowerSince } from '../support/sample-trend.ts';
import { storedRun } from '../support/stored-run.ts';
import { trialResult } from '../support/trial-result.ts';

/** Leaves a report as it is, or puts other texts in it. */
export type Change = <R extends Report>(report: R) => R;

const options = { palette: plain, latency: true };

/** Each kind of page that there is, and of load runs those that differ most. */
export const everyPage: readonly (readonly [name: string, pageOf: (change: Change) => Page])[] = [
  ['open-run', (change) => pageOf(change(boundedRun), options)],
  ['flow-run', (change) => pageOf(change(gatedFlowRun), options)],
  ['broken-off-run', (change) => pageOf(change(serverEndedRun), options)],
  ['invalid-run', (change) => pageOf(change(invalidRun), options)],
  ['baseline', (change) => pageOf(change(storedRun()), { ...options, baseline: recorded })],
  ['overlay', (change) => overlayOf(change(trialResult()), change(trialResult({ usualUs: 1500 })))],
  ['sync-vs-async-sweep', (change) => pageOf(change(sweptComparison), options)],
  ['sync-vs-async-threads', (change) => pageOf(change(threadedComparison), options)],
  ['ab', (change) => pageOf(change(unclearB), options)],
  ['compare', (change) => pageOf(change(slowerCandidate), options)],
  ['trend', (change) => pageOf(change(slowerSince), options)],
  ['find-max', (change) => pageOf(change(bracketed), options)],
];

/** A file may have any name: that of a run is as strange as its time. */
function overlayOf(...runs: readonly ReturnType<typeof trialResult>[]): Page {
  return overlayPage(runs.map((result) => ({ name: result.startedAt, result })));
}
