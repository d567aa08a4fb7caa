import type { Reporter } from './reporter.ts';

/** The whole report as schema/result.schema.json describes it, with nothing rounded. */
export const jsonReport: Reporter = (report) => `${JSON.stringify(report, null, 2)}\n`;
