import type { Report, ReportOptions } from '../reporter.ts';
import { runPage } from './run-page.ts';
import type { Page } from './page.ts';

/** The page of any report. */
export function pageOf(report: Report, options: ReportOptions): Page {
  switch (report.kind) {
    case 'load-run':
      return runPage(report, options);
    default:
      throw new Error(`there is no page of ${report.kind} yet`);
  }
}
