import { assertNever } from '../../base/assert.ts';
import type { Report, ReportOptions } from '../reporter.ts';
import { abPage } from './ab-page.ts';
import { comparePage } from './compare-page.ts';
import { findMaxPage } from './find-max-page.ts';
import { runPage } from './run-page.ts';
import type { Page } from './page.ts';
import { syncVsAsyncPage } from './sync-vs-async-page.ts';
import { trendPage } from './trend-page.ts';

/** The page of any report. */
export function pageOf(report: Report, options: ReportOptions): Page {
  switch (report.kind) {
    case 'load-run':
      return runPage(report, options);
    case 'sync-vs-async':
      return syncVsAsyncPage(report);
    case 'ab':
      return abPage(report);
    case 'compare':
      return comparePage(report);
    case 'trend':
      return trendPage(report);
    case 'find-max':
      return findMaxPage(report);
    default:
      return assertNever(report);
  }
}
