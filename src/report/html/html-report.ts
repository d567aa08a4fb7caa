import type { Report, Reporter } from '../reporter.ts';
import { htmlDocument } from './html-document.ts';
import { pageOf } from './page-of.ts';

/** For people with a browser: one file that opens without a network. */
export const htmlReport: Reporter<Report> = (report, options) => htmlDocument(pageOf(report, options));
