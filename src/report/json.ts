import type { Report, Reporter } from './reporter.ts';

/** The whole report as schema/result.schema.json describes it, with nothing rounded. */
export const jsonReport: Reporter<Report> = (report) => `${JSON.stringify(report, null, 2)}\n`;
